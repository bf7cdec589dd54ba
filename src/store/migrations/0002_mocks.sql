-- Topics that are no checklist line: they hold scenarios and follow-ups, and are in no list, count or box.
ALTER TABLE topic ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));

-- What is offered as a mock, beside its item. The last four columns are a fold of its mocks that stand.
CREATE TABLE scenario (
    item      INTEGER PRIMARY KEY REFERENCES item (key),
    origin    TEXT NOT NULL CHECK (origin IN ('shipped', 'deck', 'tracker')),   -- tracker: a row without a file
    path      TEXT,                                 -- its file; for a shipped one its name
    place     INTEGER NOT NULL,                     -- its turn: the rows of the tracker, the user's files, the shipped
    mock      INTEGER REFERENCES log (key),         -- the newest
    practised INTEGER,                              -- the day of it
    score     INTEGER,                              -- hundredths, of the newest that has one
    standing  TEXT                                  -- as the tracker shows it
) STRICT;

-- The rows of the tracker's scenario table as they were last read.
CREATE TABLE scenario_row (
    place   INTEGER PRIMARY KEY,
    line    INTEGER NOT NULL,
    text    TEXT NOT NULL,
    item    INTEGER NOT NULL REFERENCES item (key),
    written INTEGER REFERENCES log (key),           -- the mock that its cells show
    since   INTEGER NOT NULL                        -- the counter of the log when the row was first seen
) STRICT;

-- What a mock wrote into the cells of a row, and what had stood there before.
CREATE TABLE scenario_cell (
    mock          INTEGER NOT NULL REFERENCES log (key),
    nth           INTEGER NOT NULL,                 -- of the rows of its scenario
    status_before TEXT NOT NULL,
    status_after  TEXT NOT NULL,
    notes_before  TEXT NOT NULL,
    notes_after   TEXT NOT NULL,
    PRIMARY KEY (mock, nth)
) STRICT, WITHOUT ROWID;

-- The cards that mocks ask for; open until they are answered. A fold of the log.
CREATE TABLE pull (
    mock INTEGER NOT NULL REFERENCES log (key),
    turn INTEGER NOT NULL,
    item INTEGER NOT NULL REFERENCES item (key),
    day  INTEGER NOT NULL,                          -- of the mock
    open INTEGER NOT NULL CHECK (open IN (0, 1)),
    PRIMARY KEY (mock, turn)
) STRICT, WITHOUT ROWID;

CREATE INDEX pull_of_item ON pull (item);
CREATE INDEX pull_open ON pull (day) WHERE open = 1;

-- The one mock that was begun and not finished: all that it takes to go on.
CREATE TABLE running_mock (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    item  INTEGER NOT NULL REFERENCES item (key),
    at    INTEGER NOT NULL,
    state TEXT NOT NULL                             -- JSON
) STRICT;

CREATE INDEX item_scenario ON item (key) WHERE kind = 'scenario';
CREATE INDEX log_mock ON log (item, counter) WHERE kind = 'mock';
