-- Refuses an erasure.
-- takes    $1 its number, $2 reason, $3 channel
-- returns  number of the activity
select countersign.refuse_erasure($1, $2, $3);
