-- The gold items that this person may see, the newest first.
select id, item, decision, reason, person, recorded_at from gold_answer order by id desc limit 1000;
