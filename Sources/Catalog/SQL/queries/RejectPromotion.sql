-- Rejects, or withdraws one's own.
-- takes    $1 promotion, $2 revision that was read, $3 reason, $4 channel
-- returns  the number of the activity
select countersign.reject_promotion($1, $2, $3, $4);
