-- The last comparison of the indexes among places, at the moment shown.
-- takes    $1 places
select s.node, s.source_keys, s.index_keys, s.chunks, s.orphans, s.missing, s.stale, s.lag_seconds, s.source_table, s.recorded_at
from countersign.index_states($1::bigint[], countersign.as_of()) s;
