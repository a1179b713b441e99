-- Rows of a dataset that generations were given, by key.
-- takes    $1 namespace and $2 dataset ('' for none), $3 key after which (null: from the first), $4 how many
select r.row_key, count(*), (array['green', 'yellow', 'red'])[max(array_position(array['green', 'yellow', 'red'], r.data_class))],
  to_timestamp((('x' || left(replace((array_agg(r.generation order by r.generation desc))[1]::text, '-', ''), 12))::bit(48)::bigint / 1000.0)::double precision)
from retrieval r
where (left(r.namespace, 100) = left($1, 100) or ($1 = '' and left(r.namespace, 100) is null))
  and (left(r.dataset, 200) = left($2, 200) or ($2 = '' and left(r.dataset, 200) is null))
  and coalesce(r.namespace, '') = $1 and coalesce(r.dataset, '') = $2
  and ($3::text is null or (left(r.row_key, 200), r.row_key) > (left($3, 200), $3))
group by left(r.row_key, 200), r.row_key order by left(r.row_key, 200), r.row_key limit $4;
