-- Asks that a refused record be tried again.
-- takes    $1 id, $2 all that were refused alike, $3 reason, $4 channel
-- returns  how many were asked for, how many more there are, whether the job is paused, the number of the activity
select asked, others, is_paused, activity from countersign.ask_replay($1, $2, $3, $4);
