-- The items of a bulk that must be read before.
-- takes    $1 items
select s from countersign.bulk_sample($1::bigint[]) s;
