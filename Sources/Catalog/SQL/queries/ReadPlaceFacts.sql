-- What is known of places besides their names, at the moment shown.
-- takes    $1 places
select f.id, f.kind, f.tier, f.team, f.serving, f.data_class, f.row_count, f.column_count, f.job, f.state, f.ended_at
from countersign.lineage_facts($1::bigint[], countersign.as_of()) f;
