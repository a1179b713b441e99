-- Places by their numbers.
-- takes    $1 places
select n.id, n.kind, n.namespace, n.name, n.field, n.artifact, n.label from lineage_node n where n.id = any ($1::bigint[]);
