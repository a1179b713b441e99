-- Gives a producer a new token; the old one ends after a while.
-- takes    $1 name, $2 SHA-256 of the new token, $3 seconds both hold, $4 reason, $5 channel
-- returns  the number of the activity
select countersign.rotate_producer($1, $2::bytea, make_interval(secs => $3::double precision), $4, $5);
