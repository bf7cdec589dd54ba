-- The words of the first checklist line that stands for a topic, kept beside those of its decks; none while no line
-- does. They are what is shown and typed; decks and lines are joined by the others.
ALTER TABLE topic ADD COLUMN line_section TEXT;
ALTER TABLE topic ADD COLUMN line_title TEXT;
ALTER TABLE topic ADD COLUMN line_promise TEXT;

-- The promise of a line was written over the one of the decks until now: all are read again, and the tracker with them.
UPDATE topic SET promise = NULL WHERE origin <> 'tracker' AND hidden = 0;
UPDATE deck_file SET size = -1 WHERE shipped = 0;
DELETE FROM meta WHERE name IN ('shipped decks', 'tracker joined');
