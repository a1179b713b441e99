-- Rows of a dataset that generations were given, by key.
-- takes    $1 namespace and $2 dataset ('' for none), $3 key after which (null: from the first), $4 how many
select r.row_key, count(*), (array['green', 'yellow', 'red'])[max(array_position(array['green', 'yellow', 'red'], r.data_class))],
  to_timestamp((('x' || left(replace((array_agg(r.generation order by r.generation desc))[1]::text, '-', ''), 12))::bit(48)::bigint / 1000.0)::double precision)
from retrieval r
where (r.namespace = $1 or ($1 = '' and r.namespace is null)) and (r.dataset = $2 or ($2 = '' and r.dataset is null))
  and ($3::text is null or r.row_key > $3)
group by r.row_key order by r.row_key limit $4;
