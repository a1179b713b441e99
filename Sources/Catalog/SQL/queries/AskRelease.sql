-- Asks for a hold to be released.
-- takes    $1 the hold, $2 reason, $3 channel
-- returns  number of the activity
select countersign.ask_release($1, $2, $3);
