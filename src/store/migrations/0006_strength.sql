-- What the way to an interview asks of many cards, answered from indexes and from the daily sums.

-- What was seen: first the item whose recall falls to nine tenths soonest. Wide enough to forecast from it alone.
CREATE INDEX item_strength ON item (seen + stability, core, topic, kind, seen, stability, due, repetitions, interval)
    WHERE stability IS NOT NULL AND seen IS NOT NULL AND awake = 1 AND suspended = 0 AND parked = 0
    AND kind IN ('card', 'followup');
CREATE INDEX item_story ON item (key) WHERE kind = 'story';

-- Of a day: seconds of first answers; further answers on the day; answers whose recall was predicted, the sum of what
-- was predicted in ten-thousandths, and how many of them were graded 3 or more.
ALTER TABLE day_sum ADD COLUMN fresh_seconds  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE day_sum ADD COLUMN repeats        INTEGER NOT NULL DEFAULT 0;
ALTER TABLE day_sum ADD COLUMN repeat_seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE day_sum ADD COLUMN foretold       INTEGER NOT NULL DEFAULT 0;
ALTER TABLE day_sum ADD COLUMN said           INTEGER NOT NULL DEFAULT 0;
ALTER TABLE day_sum ADD COLUMN kept           INTEGER NOT NULL DEFAULT 0;

DROP TRIGGER answer_is_summed;
DROP TRIGGER answer_is_taken_off;

CREATE TRIGGER answer_is_summed AFTER INSERT ON answer
WHEN (SELECT kind FROM item WHERE key = new.item) IN ('card', 'followup')
BEGIN
    INSERT INTO day_sum (day, answers, seconds, fresh, reviews, recalled, fresh_seconds, repeats, repeat_seconds,
                         foretold, said, kept)
    VALUES (new.day, 1, min(new.seconds, 120), new.first, new.kind = 0 AND new.first = 0,
            new.kind = 0 AND new.first = 0 AND new.grade >= 3, new.first * min(new.seconds, 120), new.kind = 2,
            (new.kind = 2) * min(new.seconds, 120), new.said IS NOT NULL, coalesce(new.said, 0),
            new.said IS NOT NULL AND new.grade >= 3)
    ON CONFLICT (day) DO UPDATE SET
        answers = answers + 1, seconds = seconds + excluded.seconds, fresh = fresh + excluded.fresh,
        reviews = reviews + excluded.reviews, recalled = recalled + excluded.recalled,
        fresh_seconds = fresh_seconds + excluded.fresh_seconds, repeats = repeats + excluded.repeats,
        repeat_seconds = repeat_seconds + excluded.repeat_seconds, foretold = foretold + excluded.foretold,
        said = said + excluded.said, kept = kept + excluded.kept;
END;

CREATE TRIGGER answer_is_foretold AFTER UPDATE OF said ON answer
WHEN (SELECT kind FROM item WHERE key = new.item) IN ('card', 'followup')
BEGIN
    UPDATE day_sum SET
        foretold = foretold + (new.said IS NOT NULL) - (old.said IS NOT NULL),
        said = said + coalesce(new.said, 0) - coalesce(old.said, 0),
        kept = kept + (new.said IS NOT NULL AND new.grade >= 3) - (old.said IS NOT NULL AND old.grade >= 3)
    WHERE day = new.day;
END;

CREATE TRIGGER answer_is_taken_off AFTER DELETE ON answer
WHEN (SELECT kind FROM item WHERE key = old.item) IN ('card', 'followup')
BEGIN
    UPDATE day_sum SET
        answers = answers - 1, seconds = seconds - min(old.seconds, 120), fresh = fresh - old.first,
        reviews = reviews - (old.kind = 0 AND old.first = 0),
        recalled = recalled - (old.kind = 0 AND old.first = 0 AND old.grade >= 3),
        fresh_seconds = fresh_seconds - old.first * min(old.seconds, 120), repeats = repeats - (old.kind = 2),
        repeat_seconds = repeat_seconds - (old.kind = 2) * min(old.seconds, 120),
        foretold = foretold - (old.said IS NOT NULL), said = said - coalesce(old.said, 0),
        kept = kept - (old.said IS NOT NULL AND old.grade >= 3)
    WHERE day = old.day;
    DELETE FROM day_sum WHERE day = old.day AND answers = 0;
END;

DELETE FROM day_sum;
INSERT INTO day_sum
SELECT answer.day, count(*), sum(min(seconds, 120)), sum(first), sum(answer.kind = 0 AND first = 0),
       sum(answer.kind = 0 AND first = 0 AND grade >= 3), sum(first * min(seconds, 120)), sum(answer.kind = 2),
       sum((answer.kind = 2) * min(seconds, 120)), count(said), coalesce(sum(said), 0),
       sum(said IS NOT NULL AND grade >= 3)
FROM answer JOIN item ON item.key = answer.item AND item.kind IN ('card', 'followup') GROUP BY answer.day;
