-- Sets when a queue is worked.
-- takes    $1 queue, $2 days (null: around the clock), $3 opens, $4 closes, $5 reason, $6 channel
-- returns  the number of the activity
select countersign.set_queue_hours($1, $2::integer[], $3::time, $4::time, $5, $6);
