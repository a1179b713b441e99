-- What two persons or more said of the same item, by the week it was settled.
-- takes    $1 since, $2 until, $3 queue (null: any)
select week::text, item, decisions from countersign.agreement($1::timestamptz, $2::timestamptz, $3);
