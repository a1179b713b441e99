-- What a generation was made by and the rows it was given, as the views tell them to whoever asks: of now, or of the moment set.

set local check_function_bodies = off;

-- Views are named without a schema: set_as_of chooses between the present and a past moment by the search path, which a session by
-- hand sets to `countersign` first. In plpgsql with one plan for all: making it for every month of the tables costs more than reading. A generation that was given
-- no row is one line without a rank.
create function countersign.generation_rows(of_id uuid)
returns table (
  generation uuid, at timestamptz, recorded_at timestamptz, service text, environment text,
  model text, model_version text, model_registered boolean, prompt text, prompt_version text, prompt_registered boolean,
  rank integer, score double precision, namespace text, dataset text, dataset_version text, dataset_registered boolean, row_key text,
  index_name text, index_version text, index_registered boolean, data_class text)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return query
    select g.id, g.at, g.recorded_at, g.service, g.environment, g.model, g.model_version, mv.artifact is not null,
      g.prompt, g.prompt_version, pv.artifact is not null,
      r.rank, r.score, r.namespace, r.dataset, r.dataset_version, dv.artifact is not null, r.row_key,
      r.index_name, r.index_version, ix.artifact is not null, r.data_class
    from generation g
    left join version mv on mv.artifact = g.model and mv.label = g.model_version
    left join version pv on pv.artifact = g.prompt and pv.label = g.prompt_version
    left join retrieval r on r.generation = g.id
    left join version dv on dv.artifact = r.dataset and dv.label = r.dataset_version
    left join version ix on ix.artifact = r.index_name and ix.label = r.index_version
    where g.id = of_id
    order by r.rank;
end $$;
grant execute on function countersign.generation_rows(uuid) to countersign_viewer;
