-- Days are counted from the first day of the common era, instants in microseconds of UTC, offsets in seconds east.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    key  INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- A checklist line. The counts are a fold of its cards, kept with every change of one of them.
CREATE TABLE topic (
    key           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    section       TEXT NOT NULL,
    title         TEXT NOT NULL,
    promise       TEXT,
    section_name  TEXT NOT NULL,                    -- normalised, for comparing
    title_name    TEXT NOT NULL,
    origin        TEXT NOT NULL CHECK (origin IN ('shipped', 'deck', 'tracker')),
    place         INTEGER NOT NULL,                 -- its turn when new cards are introduced
    awake         INTEGER NOT NULL CHECK (awake IN (0, 1)),
    box           TEXT NOT NULL DEFAULT 'open' CHECK (box IN ('open', 'earned', 'claimed')),
    opened        INTEGER NOT NULL DEFAULT 0 CHECK (opened IN (0, 1)),  -- unticked by hand, not yet earned anew
    cards         INTEGER NOT NULL DEFAULT 0,
    core          INTEGER NOT NULL DEFAULT 0,
    seen          INTEGER NOT NULL DEFAULT 0,
    learned       INTEGER NOT NULL DEFAULT 0,
    basis         INTEGER NOT NULL DEFAULT 0,       -- the cards its box rests on: the core, or all if none is core
    basis_seen    INTEGER NOT NULL DEFAULT 0,
    basis_learned INTEGER NOT NULL DEFAULT 0,
    basis_firm    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX topic_by_name ON topic (title_name, section_name);
CREATE INDEX topic_unseen ON topic (place) WHERE awake = 1 AND box <> 'claimed' AND seen < cards;
CREATE INDEX topic_claimed ON topic (place) WHERE awake = 1 AND box = 'claimed';

CREATE TABLE deck_root (
    key  INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE deck_file (
    key      INTEGER PRIMARY KEY,
    path     TEXT NOT NULL UNIQUE,
    shipped  INTEGER NOT NULL CHECK (shipped IN (0, 1)),
    size     INTEGER NOT NULL,
    mtime    INTEGER NOT NULL,                      -- nanoseconds since 1970
    hash     INTEGER NOT NULL,
    problems TEXT NOT NULL DEFAULT '[]'             -- JSON: what cost a card here
) STRICT;

-- Anything that SM-2 schedules, with its memory: the fold of its answers.
CREATE TABLE item (
    key         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    explicit    INTEGER NOT NULL CHECK (explicit IN (0, 1)),   -- the deck names it with `Id:`
    -- Written out: a list of three or more is a table that SQLite would make at every insert.
    kind        TEXT NOT NULL CHECK (kind = 'card' OR kind = 'scenario' OR kind = 'story' OR kind = 'followup'),
    topic       INTEGER NOT NULL REFERENCES topic (key),
    file        INTEGER REFERENCES deck_file (key),            -- none: parked, or a checklist line without cards
    line        INTEGER NOT NULL,
    place       INTEGER NOT NULL,                              -- its turn within its topic
    family      INTEGER NOT NULL,                              -- siblings of one cloze share it
    form        TEXT NOT NULL CHECK (form = 'basic' OR form = 'cloze' OR form = 'answerless'),
    question    TEXT NOT NULL,
    answer      TEXT NOT NULL,
    note        TEXT NOT NULL,
    source      TEXT NOT NULL,
    tags        TEXT NOT NULL,                                 -- comma-separated
    core        INTEGER NOT NULL CHECK (core IN (0, 1)),
    suspended   INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
    parked      INTEGER NOT NULL DEFAULT 0 CHECK (parked IN (0, 1)),
    corrected   INTEGER NOT NULL DEFAULT 0 CHECK (corrected IN (0, 1)),
    rewrite     INTEGER NOT NULL DEFAULT 0 CHECK (rewrite IN (0, 1)),     -- let go after failed repeats, not edited since
    awake       INTEGER NOT NULL CHECK (awake IN (0, 1)),      -- its topic's, kept here for the index
    revision    INTEGER NOT NULL DEFAULT 0,                    -- counts every action on it: compare and set
    repetitions INTEGER NOT NULL DEFAULT 0,
    interval    INTEGER NOT NULL DEFAULT 0,                    -- days
    ease        INTEGER NOT NULL DEFAULT 250 CHECK (ease >= 130),   -- hundredths
    due         INTEGER,
    lapses      INTEGER NOT NULL DEFAULT 0,
    seen        INTEGER
) STRICT;

CREATE INDEX item_waiting ON item (core DESC, due, topic)
    WHERE due IS NOT NULL AND awake = 1 AND suspended = 0 AND parked = 0 AND kind IN ('card', 'followup');
CREATE INDEX item_due ON item (due, topic, kind)
    WHERE due IS NOT NULL AND awake = 1 AND suspended = 0 AND parked = 0 AND kind IN ('card', 'followup');
CREATE INDEX item_new ON item (topic, core DESC, place)
    WHERE seen IS NULL AND awake = 1 AND suspended = 0 AND parked = 0 AND kind = 'card';
CREATE INDEX item_weak ON item (ease, lapses DESC, repetitions, due)
    WHERE seen IS NOT NULL AND awake = 1 AND suspended = 0 AND parked = 0 AND kind IN ('card', 'followup');
CREATE INDEX item_failed ON item (topic) WHERE repetitions = 0 AND seen IS NOT NULL AND parked = 0;
CREATE INDEX item_of_topic ON item (topic, seen, place);
CREATE INDEX item_of_file ON item (file);
CREATE INDEX item_answerless ON item (key) WHERE form = 'answerless' AND parked = 0;
CREATE INDEX item_corrected ON item (key) WHERE corrected = 1;
CREATE INDEX item_rewrite ON item (key) WHERE rewrite = 1;
CREATE INDEX item_parked ON item (key) WHERE parked = 1;

-- Names an item had before its deck gave it another.
CREATE TABLE alias (
    id   TEXT PRIMARY KEY,
    item INTEGER NOT NULL REFERENCES item (key)
) STRICT, WITHOUT ROWID;

-- The log: append-only, and the truth. Its order is (day, counter, id).
CREATE TABLE log (
    key     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    counter INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    offset  INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    device  INTEGER NOT NULL REFERENCES device (key),
    kind    TEXT NOT NULL,
    item    INTEGER REFERENCES item (key),
    topic   INTEGER REFERENCES topic (key),
    grade   INTEGER CHECK (grade BETWEEN 0 AND 5),
    seconds INTEGER,
    target  BLOB,                                   -- the entry that this one retracts, or the review that caused it
    detail  TEXT                                    -- JSON
) STRICT;

CREATE INDEX log_by_counter ON log (counter);
CREATE INDEX log_of_item ON log (item) WHERE item IS NOT NULL;
CREATE INDEX log_of_topic ON log (topic) WHERE topic IS NOT NULL;
CREATE INDEX log_by_target ON log (target) WHERE target IS NOT NULL;
CREATE INDEX log_by_day ON log (day, counter);
CREATE INDEX log_sure ON log (item) WHERE kind = 'grade' AND grade < 3 AND detail IS NOT NULL;

CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log
BEGIN
    SELECT RAISE (ABORT, 'the log is append-only');
END;

CREATE TRIGGER log_is_never_shortened BEFORE DELETE ON log
BEGIN
    SELECT RAISE (ABORT, 'the log is append-only');
END;

-- The live answers with the kind that the fold found: a cache of the log, mended by `drill doctor`.
CREATE TABLE answer (
    entry   INTEGER PRIMARY KEY REFERENCES log (key),
    item    INTEGER NOT NULL REFERENCES item (key),
    day     INTEGER NOT NULL,
    kind    INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),     -- review, practice, again
    grade   INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 5),
    seconds INTEGER NOT NULL,
    first   INTEGER NOT NULL CHECK (first IN (0, 1))           -- the item had never been answered before
) STRICT;

CREATE INDEX answer_of_item ON answer (item);
CREATE INDEX answer_on_day ON answer (day, kind, first, grade);

-- The checklist lines of the tracker as they were last read.
CREATE TABLE line (
    place   INTEGER PRIMARY KEY,
    line    INTEGER NOT NULL,
    section TEXT NOT NULL,
    text    TEXT NOT NULL,                          -- title and promise
    topic   INTEGER NOT NULL REFERENCES topic (key),
    ticked  INTEGER NOT NULL CHECK (ticked IN (0, 1))
) STRICT;

-- Lines joined to topics by hand.
CREATE TABLE mapping (
    section TEXT NOT NULL,
    text    TEXT NOT NULL,
    topic   INTEGER NOT NULL REFERENCES topic (key),
    PRIMARY KEY (section, text)
) STRICT, WITHOUT ROWID;

-- Every state of the tracker that was read or written: a file that equals one of them was restored, not edited.
CREATE TABLE tracker_state (
    hash INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE sitting (
    key  INTEGER PRIMARY KEY,
    at   INTEGER NOT NULL,
    day  INTEGER NOT NULL,
    seed INTEGER NOT NULL
) STRICT;
