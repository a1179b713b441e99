-- Places by name, those with these letters in name or namespace; columns are found through their dataset.
-- takes    $1 words (null: all)
select n.id, n.kind, n.namespace, n.name, n.artifact, n.label, countersign.lineage_listed(n.namespace, n.name)
from lineage_node n
where n.kind <> 'column'
  and ($1::text is null or position(lower($1) in lower(n.namespace || ' ' || n.name)) > 0)
  /* filter */
  /* page */;
