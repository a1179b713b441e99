-- Shadow runs, newest first.
-- takes    $1 artifact, $2 run
select r.id, r.artifact, r.candidate, r.origin, r.state, r.verdict, r.pairs, r.seed, r.drawn, r.population, r.withheld, r.run_by, r.reason, r.recorded_at, r.changed_at
from shadow_run r
where ($1::text is null or r.artifact = $1) and ($2::bigint is null or r.id = $2)
  /* page */;
