-- The few items that are set aside: their cards count in readiness with the others.
CREATE INDEX item_suspended ON item (topic) WHERE suspended = 1;

-- What was done besides grading: a week is told from it and from the answers.
CREATE INDEX log_deeds ON log (day, counter) WHERE kind <> 'grade';
