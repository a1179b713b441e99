-- Edges among places, at the moment shown.
-- takes    $1 places, $2 level, $3 how many at most
select e.id, e.source, e.target, e.job_namespace, e.job, e.level, e.basis, e.type, e.subtype, e.masking, e.since, e.run, e.digest
from countersign.lineage_edges_among($1::bigint[], $2, countersign.as_of(), $3) e;
