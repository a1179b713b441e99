-- Figures about an artifact's versions, newest first, with the course of those that were measured step by step.
-- takes    $1 artifact, $2 label (null: all)
select e.label, e.suite, e.metric, e.value, e.bound, e.at_least, e.n, e.supplied_by, e.effective_at,
  (h.told ->> 'steps')::bigint, (h.told #>> '{lowest,2}')::double precision, (h.told #>> '{highest,2}')::double precision
from evaluation e
left join lateral (select f."is" as told from sync_fact f
  where e.suite = 'mlflow' and f.kind = 'history' and f.key = e.artifact || '@' || e.label || '/' || e.metric order by f.id desc limit 1) h on true
where e.artifact = $1 and ($2::text is null or e.label = $2) order by e.id desc limit 500;
