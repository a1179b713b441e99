-- Records a figure.
-- takes    $1 artifact, $2 selector, $3 suite, $4 metric, $5 value, $6 limit, $7 at least, $8 n, $9 report digest, $10 effective_at, $11 channel
-- returns  the number of the activity
select countersign.record_evaluation($1, $2, $3, $4, $5::double precision, $6::double precision, $7::boolean, $8::integer, $9::bytea, $10::timestamptz, $11);
