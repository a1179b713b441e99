-- Lets a producer's tokens count without a certificate.
-- takes    $1 name, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.unbind_producer($1, $2, $3);
