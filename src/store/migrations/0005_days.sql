-- What cards and follow-ups were answered on each day: a fold of `answer`, kept by every change of it and held against
-- it by `drill doctor`. Mocks and tellings have minutes of their own.
CREATE TABLE day_sum (
    day      INTEGER PRIMARY KEY,
    answers  INTEGER NOT NULL,      -- of any kind
    seconds  INTEGER NOT NULL,      -- at most two minutes an answer
    fresh    INTEGER NOT NULL,      -- first answers of an item
    reviews  INTEGER NOT NULL,      -- counted answers to items seen before
    recalled INTEGER NOT NULL       -- of those, graded 3 or more
) STRICT;

CREATE TRIGGER answer_is_summed AFTER INSERT ON answer
WHEN (SELECT kind FROM item WHERE key = new.item) IN ('card', 'followup')
BEGIN
    INSERT INTO day_sum (day, answers, seconds, fresh, reviews, recalled)
    VALUES (new.day, 1, min(new.seconds, 120), new.first, new.kind = 0 AND new.first = 0,
            new.kind = 0 AND new.first = 0 AND new.grade >= 3)
    ON CONFLICT (day) DO UPDATE SET
        answers = answers + 1, seconds = seconds + excluded.seconds, fresh = fresh + excluded.fresh,
        reviews = reviews + excluded.reviews, recalled = recalled + excluded.recalled;
END;

CREATE TRIGGER answer_is_taken_off AFTER DELETE ON answer
WHEN (SELECT kind FROM item WHERE key = old.item) IN ('card', 'followup')
BEGIN
    UPDATE day_sum SET
        answers = answers - 1, seconds = seconds - min(old.seconds, 120), fresh = fresh - old.first,
        reviews = reviews - (old.kind = 0 AND old.first = 0),
        recalled = recalled - (old.kind = 0 AND old.first = 0 AND old.grade >= 3)
    WHERE day = old.day;
    DELETE FROM day_sum WHERE day = old.day AND answers = 0;
END;

INSERT INTO day_sum (day, answers, seconds, fresh, reviews, recalled)
SELECT answer.day, count(*), sum(min(seconds, 120)), sum(first), sum(answer.kind = 0 AND first = 0),
       sum(answer.kind = 0 AND first = 0 AND grade >= 3)
FROM answer JOIN item ON item.key = answer.item AND item.kind IN ('card', 'followup') GROUP BY answer.day;
