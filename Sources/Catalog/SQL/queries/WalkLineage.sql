-- Places upstream or downstream of one, itself first, at the moment shown.
-- takes    $1 place, $2 upstream, $3 depth, $4 level, $5 how many at most
select w.id, w.distance, w.kind, w.namespace, w.name, w.field, w.artifact, w.label, w.partial
from countersign.lineage_walk($1, $2, $3, $4, countersign.as_of(), $5) w;
