-- What a generation was made by, and the rows that it was given, by rank.
-- takes    $1 generation
select generation, at, recorded_at, service, environment, model, model_version, model_registered, prompt, prompt_version, prompt_registered,
  rank, score, namespace, dataset, dataset_version, dataset_registered, row_key, index_name, index_version, index_registered, data_class
from countersign.generation_rows($1::uuid);
