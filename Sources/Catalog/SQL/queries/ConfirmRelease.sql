-- Releases a hold, as a second person.
-- takes    $1 the hold, $2 reason, $3 channel
-- returns  number of the activity
select countersign.confirm_release($1, $2, $3);
