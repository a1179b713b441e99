-- Rows that the newest generations of a prompt or of a model were given, the last used first. How many generations were looked
-- at, and the oldest of them, stand in every row: also in the only one when none was given a row.
-- takes    $1 prompt or $2 model (the other null), $3 its version, $4 generation after which (null: from the newest), $5 how many generations
with asked as materialized (
  (select g.id from generation g where g.prompt = $1 and g.prompt_version = $3 and ($4::uuid is null or g.id < $4)
   order by g.id desc limit $5)
  union all
  (select g.id from generation g where g.model = $2 and g.model_version = $3 and ($4::uuid is null or g.id < $4)
   order by g.id desc limit $5)),
used as (
  select f.namespace, f.dataset, f.dataset_version, f.row_key, f.index_name, f.index_version, f.data_class,
    count(*) as uses, (array_agg(f.generation order by f.generation desc))[1] as latest
  from asked a join retrieval f on f.generation = a.id group by 1, 2, 3, 4, 5, 6, 7)
select (select count(*) from asked), (select a.id from asked a order by a.id limit 1),
  u.namespace, u.dataset, u.dataset_version, dv.artifact is not null, u.row_key, u.index_name, u.index_version, ix.artifact is not null,
  u.data_class, u.uses, u.latest,
  to_timestamp((('x' || left(replace(u.latest::text, '-', ''), 12))::bit(48)::bigint / 1000.0)::double precision)
from (select) once left join used u on true
left join version dv on dv.artifact = u.dataset and dv.label = u.dataset_version
left join version ix on ix.artifact = u.index_name and ix.label = u.index_version
order by u.latest desc, u.namespace, u.dataset, u.row_key, u.index_name, u.index_version;
