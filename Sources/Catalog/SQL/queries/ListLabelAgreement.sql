-- What two persons or more labelled the same item, by the week it was settled.
-- takes    $1 since, $2 until, $3 queue (null: any)
select week::text, item, key, kind, said::text from countersign.label_agreement($1::timestamptz, $2::timestamptz, $3);
