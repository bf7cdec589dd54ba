-- How far a row of the tracker says its scenario has come: what holds until a mock of it is finished.
ALTER TABLE scenario_row ADD COLUMN standing TEXT;

-- The table is read at the next sync, though the file did not change.
DELETE FROM meta WHERE name = 'tracker joined';
