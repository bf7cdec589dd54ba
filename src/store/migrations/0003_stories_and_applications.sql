-- Stories, applications and debriefs.

-- A story of the tracker, beside its item.
CREATE TABLE story (
    item    INTEGER PRIMARY KEY REFERENCES item (key),
    place   INTEGER NOT NULL,                       -- its turn in the tracker
    section TEXT NOT NULL,
    heading TEXT NOT NULL,
    kind    TEXT NOT NULL,                          -- the kind of story, by the id of its file
    signals TEXT,                                   -- those the user named, comma-separated; none: those of its kind
    written INTEGER                                 -- the day since which it can be told; none while a part is missing
) STRICT;

-- The text of a part as it should be, and as the file had it when it was last read or written.
CREATE TABLE story_part (
    item   INTEGER NOT NULL REFERENCES story (item),
    part   TEXT NOT NULL,
    text   TEXT NOT NULL,
    file   TEXT,                                    -- none: no file was read yet
    theirs TEXT,                                    -- what the file says now where both sides changed
    own    INTEGER NOT NULL CHECK (own IN (0, 1)),  -- what the file has was written by drill
    PRIMARY KEY (item, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX story_part_waiting ON story_part (item) WHERE file IS NOT NULL AND theirs IS NULL AND file <> text;
CREATE INDEX log_telling ON log (item, counter) WHERE kind = 'telling';

-- An application: the fold of its entries, beside its row in the tracker.
CREATE TABLE application (
    key     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    company TEXT NOT NULL,
    role    TEXT NOT NULL,
    status  TEXT NOT NULL,
    next    TEXT NOT NULL,
    date    TEXT NOT NULL,                          -- as it is written
    url     TEXT NOT NULL,
    note    TEXT NOT NULL,
    parked  INTEGER NOT NULL CHECK (parked IN (0, 1)),
    row     TEXT,                                   -- JSON: its cells as last read or written; none without a row
    waits   INTEGER NOT NULL CHECK (waits IN (0, 1))   -- its row may have to follow
) STRICT;

-- What drill wrote into the fields of a week of the tracker.
CREATE TABLE week_field (
    week  INTEGER NOT NULL,                         -- its first day
    field TEXT NOT NULL,
    text  TEXT NOT NULL,
    PRIMARY KEY (week, field)
) STRICT, WITHOUT ROWID;

CREATE INDEX log_applications ON log (counter) WHERE kind = 'application' OR kind = 'found' OR kind = 'debrief';

-- The tracker's other tables are read at the next sync, though the file did not change.
DELETE FROM meta WHERE name = 'tracker joined';
