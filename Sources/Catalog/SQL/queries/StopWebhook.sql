-- Tells an address no more.
-- takes    $1 name, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.stop_webhook($1, $2, $3);
