-- Places with these letters in their name or namespace, by name, after a cursor; columns are found through their dataset.
-- takes    $1 words (null: all), $2 and $3 first 200 letters of the name and id of the last row seen, $4 how many
select n.id, n.kind, n.namespace, n.name, n.artifact, n.label
from lineage_node n
where n.kind <> 'column'
  and ($1::text is null or position(lower($1) in lower(n.namespace || ' ' || n.name)) > 0)
  and ($2::text is null or (left(n.name, 200), n.id) > ($2, $3::bigint))
order by left(n.name, 200), n.id
limit $4;
