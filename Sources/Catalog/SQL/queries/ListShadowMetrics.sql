-- What a run measures; what is judged first.
-- takes    $1 run
select m.metric, m.kind, m.better, m.margin from shadow_metric m where m.run = $1 order by m.margin is null, m.kind = 'ratio', m.metric;
