-- What others measured stands in a quarter's facts with who supplied it, in which report, on which data and by which judge. An evaluation
-- or red team is besides among the evaluations, which gates read; `evaluation` says which one it is.

create function countersign_private.outside_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select a.name, 'outside_figure', a.name || '@' || v.label || '/' || o.kind || '/' || o.id, o.at, o.recorded_at, null, null,
    jsonb_build_object('figure_kind', o.kind, 'artifact', a.name, 'label', v.label, 'environment', o.environment, 'slice', nullif(o.slice, ''),
      'suite', nullif(o.suite, ''), 'metric', o.metric, 'value', o.value, 'hits', o.hits, 'n', o.n, 'supplier', o.supplier,
      'report', 'sha256:' || encode(o.report_digest, 'hex'), 'dataset', nullif(o.dataset, ''), 'dataset_version', nullif(o.dataset_version, ''),
      'judge', nullif(o.judge, ''), 'judge_version', nullif(o.judge_version, ''), 'supplied_by', o.supplied_by,
      'evaluation', a.name || '@' || v.label || '/' || e.suite || '/' || e.metric || '/' || e.id)
  from countersign_private.outside_figure o join countersign_private.version v on v.id = o.version join countersign_private.artifact a on a.id = v.artifact
  left join countersign_private.evaluation e on e.id = o.evaluation
  where o.at < ends and (o.at >= starts or o.version in (select countersign_private.served_between(starts, ends)))
$$;

-- As before, with them.
do $$ begin
  execute replace(pg_get_functiondef('countersign_private.quarter_content(timestamptz, timestamptz)'::regprocedure),
    'union all select * from countersign_private.watch_facts(starts, ends)',
    'union all select * from countersign_private.watch_facts(starts, ends)
    union all select * from countersign_private.outside_facts(starts, ends)');
end $$;
