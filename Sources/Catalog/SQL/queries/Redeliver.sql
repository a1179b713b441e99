-- Tells something once more.
-- takes    $1 delivery, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.redeliver($1::uuid, $2, $3);
