-- Pauses a job, or lets it go on.
-- takes    $1 name, $2 whether it is paused, $3 reason, $4 channel
-- returns  the number of the activity
select countersign.pause_job($1, $2::boolean, $3, $4);
