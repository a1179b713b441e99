-- Pairs of places with an edge between them, at the moment shown.
-- takes    $1 places, $2 how many at most
select distinct e.source, e.target from countersign.lineage_edges_among($1::bigint[], 'dataset', countersign.as_of(), $2) e;
