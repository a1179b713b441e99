-- The verdicts on an item that this person may see.
-- takes    $1 item
select reviewer, decision, reason, recorded_at, ended from verdict where item = $1 order by id;
