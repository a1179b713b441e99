-- Rows that a generation was given, by rank.
-- takes    $1 generation
select r.rank, r.score, r.namespace, r.dataset, r.dataset_version, dv.artifact is not null, r.row_key,
  r.index_name, r.index_version, ix.artifact is not null, r.data_class
from retrieval r
left join version dv on dv.artifact = r.dataset and dv.label = r.dataset_version
left join version ix on ix.artifact = r.index_name and ix.label = r.index_version
where r.generation = $1::uuid
order by r.rank;
