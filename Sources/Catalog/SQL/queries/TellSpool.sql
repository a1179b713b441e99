-- What waits in the spool of a daemon.
-- takes    $1 spool, $2 requests, $3 bytes, $4 when the oldest came or null, $5 whether it is full
select countersign.tell_spool($1, $2, $3, $4, $5);
