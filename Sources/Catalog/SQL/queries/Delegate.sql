-- Passes one's signature to another until a time.
-- takes    $1 to, $2 until, $3 environment or null, $4 reason, $5 channel
select delegation, activity from countersign.delegate($1, $2::timestamptz, $3, $4, $5);
