-- Calls that services counted beside generations stored, a service and day a row.
-- takes    $1 how many days
select producer, service, day::text, counted, stored from countersign.completeness($1::integer);
