-- The few items that are set aside: their cards count in readiness with the others.
CREATE INDEX item_suspended ON item (topic) WHERE suspended = 1;
