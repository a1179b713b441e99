-- Places and all that they came from, at the moment shown.
-- takes    $1 places, $2 how many at most
select s.id, s.partial from countersign.lineage_sources($1::bigint[], countersign.as_of(), $2) s;
