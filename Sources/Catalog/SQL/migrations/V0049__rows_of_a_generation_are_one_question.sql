-- What a generation was made by and the rows it was given, as the views tell them to whoever asks: of now, or of the moment set.

set local check_function_bodies = off;

-- Views are named without a schema: set_as_of chooses between the present and a past moment by the search path, which a session by
-- hand sets to `countersign` first. In plpgsql with one plan for all: making it for every month of the tables costs more than reading;
-- and each version is looked up by itself, since a plan for all would rather read every version there is. A generation that was
-- given no row is one line without a rank.
create function countersign.generation_rows(of_id uuid)
returns table (
  generation uuid, at timestamptz, recorded_at timestamptz, service text, environment text,
  model text, model_version text, model_registered boolean, prompt text, prompt_version text, prompt_registered boolean,
  rank integer, score double precision, namespace text, dataset text, dataset_version text, dataset_registered boolean, row_key text,
  index_name text, index_version text, index_registered boolean, data_class text)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return query
    select g.id, g.at, g.recorded_at, g.service, g.environment,
      g.model, g.model_version, (select true from version v where v.artifact = g.model and v.label = g.model_version) is not null,
      g.prompt, g.prompt_version, (select true from version v where v.artifact = g.prompt and v.label = g.prompt_version) is not null,
      r.rank, r.score, r.namespace, r.dataset, r.dataset_version,
      (select true from version v where v.artifact = r.dataset and v.label = r.dataset_version) is not null, r.row_key,
      r.index_name, r.index_version,
      (select true from version v where v.artifact = r.index_name and v.label = r.index_version) is not null, r.data_class
    from generation g left join retrieval r on r.generation = g.id
    where g.id = of_id
    order by r.rank;
end $$;
grant execute on function countersign.generation_rows(uuid) to countersign_viewer;
