-- Says how a source is followed.
-- takes    $1 name, $2 seconds or null, $3 alias or null, $4 environment or null, $5 reason, $6 channel
-- returns  the number of the activity
select countersign.set_sync_rule($1, make_interval(secs => $2::double precision), $3, $4, $5, $6);
