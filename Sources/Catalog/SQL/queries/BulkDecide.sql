-- Decides many alike items.
-- takes    $1 items, $2 how many were shown, $3 decision, $4 reason, $5 harm, $6 channel
select decided, activity from countersign.bulk_decide($1::bigint[], $2::integer, $3, $4, $5, $6);
