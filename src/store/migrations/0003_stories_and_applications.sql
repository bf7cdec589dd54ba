-- Stories, applications and debriefs.

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
