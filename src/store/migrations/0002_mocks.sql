-- Topics that are no checklist line: they hold scenarios and follow-ups, and are in no list, count or box.
ALTER TABLE topic ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));
