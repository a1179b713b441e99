-- What a generation was made by.
-- takes    $1 generation
select g.id, g.at, g.recorded_at, g.service, g.environment, g.model, g.model_version, mv.artifact is not null,
  g.prompt, g.prompt_version, pv.artifact is not null
from generation g
left join version mv on mv.artifact = g.model and mv.label = g.model_version
left join version pv on pv.artifact = g.prompt and pv.label = g.prompt_version
where g.id = $1::uuid;
