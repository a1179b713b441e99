-- Versions that stood between a row and the newest generations that were given it, with how many of those.
-- takes    $1 namespace and $2 dataset ('' for none), $3 row key, $4 how many uses to look at
with uses as materialized (
  select r.dataset, r.dataset_version, r.index_name, r.index_version, g.model, g.model_version, g.prompt, g.prompt_version
  from retrieval r join generation g on g.id = r.generation
  where (left(r.namespace, 100) = left($1, 100) or ($1 = '' and left(r.namespace, 100) is null))
  and (left(r.dataset, 200) = left($2, 200) or ($2 = '' and left(r.dataset, 200) is null)) and left(r.row_key, 200) = left($3, 200)
  and coalesce(r.namespace, '') = $1 and coalesce(r.dataset, '') = $2 and r.row_key = $3
  order by r.generation desc limit $4)
select t.part, t.name, t.label, v.artifact is not null, t.uses from (
  select 'dataset' as part, dataset as name, dataset_version as label, count(*) as uses, 1 as place from uses group by 2, 3
  union all select 'index', index_name, index_version, count(*), 2 from uses group by 2, 3
  union all select 'prompt', prompt, prompt_version, count(*), 3 from uses group by 2, 3
  union all select 'model', model, model_version, count(*), 4 from uses group by 2, 3) t
left join version v on v.artifact = t.name and v.label = t.label
where t.name is not null
order by t.place, t.uses desc, t.name, t.label;
