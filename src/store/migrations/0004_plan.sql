-- Interviews and predictions.

-- FSRS's fold of an item's answers, beside SM-2's; the day it speaks of is `seen`.
ALTER TABLE item ADD COLUMN stability REAL;
ALTER TABLE item ADD COLUMN difficulty REAL;
-- What was predicted just before the answer: the chance of recall, in ten-thousandths.
ALTER TABLE answer ADD COLUMN said INTEGER CHECK (said BETWEEN 0 AND 10000);

CREATE INDEX item_untraced ON item (key) WHERE seen IS NOT NULL AND stability IS NULL;
CREATE INDEX log_plan ON log (counter) WHERE kind = 'plan';
