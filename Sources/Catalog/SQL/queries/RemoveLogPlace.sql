-- Takes a place off the list.
-- takes    $1 name, $2 reason, $3 channel
-- returns  number of the activity
select countersign.remove_log_place($1, $2, $3);
