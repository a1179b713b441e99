-- Binds a producer to a certificate; those it was bound to count a while longer.
-- takes    $1 name, $2 SHA-256 of the certificate's DER, $3 seconds both count, $4 reason, $5 channel
-- returns  the number of the activity
select countersign.bind_producer($1, $2::bytea, make_interval(secs => $3::double precision), $4, $5);
