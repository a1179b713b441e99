-- Generations that were given a row of a dataset, newest first, after one of them.
-- takes    $1 namespace and $2 dataset ('' for none), $3 row key, $4 and $5 generation and rank of the last row seen, $6 how many
select g.id, g.at, g.recorded_at, g.service, g.environment, g.model, g.model_version, mv.artifact is not null,
  g.prompt, g.prompt_version, pv.artifact is not null,
  r.rank, r.score, r.namespace, r.dataset, r.dataset_version, dv.artifact is not null, r.row_key,
  r.index_name, r.index_version, ix.artifact is not null, r.data_class
from retrieval r join generation g on g.id = r.generation
left join version mv on mv.artifact = g.model and mv.label = g.model_version
left join version pv on pv.artifact = g.prompt and pv.label = g.prompt_version
left join version dv on dv.artifact = r.dataset and dv.label = r.dataset_version
left join version ix on ix.artifact = r.index_name and ix.label = r.index_version
where (left(r.namespace, 100) = left($1, 100) or ($1 = '' and left(r.namespace, 100) is null))
  and (left(r.dataset, 200) = left($2, 200) or ($2 = '' and left(r.dataset, 200) is null)) and left(r.row_key, 200) = left($3, 200)
  and coalesce(r.namespace, '') = $1 and coalesce(r.dataset, '') = $2 and r.row_key = $3
  and ($4::uuid is null or r.generation <= $4 and (r.generation < $4 or r.rank > $5))
order by r.generation desc, r.rank
limit $6;
