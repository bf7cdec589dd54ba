-- What a month of answers says of each topic, read from indexes, so that no text of a card is touched on the way.
DROP INDEX answer_on_day;
CREATE INDEX answer_on_day ON answer (day, kind, first, grade, item);
CREATE INDEX item_topic ON item (key, topic, kind);
