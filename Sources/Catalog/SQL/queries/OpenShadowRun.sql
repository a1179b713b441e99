-- Begins a replay and draws its prompts.
-- takes    $1 artifact, $2 candidate, $3 versions, $4 prompts, $5 seconds back, $6 metrics, $7 judges, $8 seed, $9 cost limit in micros, $10 reason, $11 channel
select run, sampled, population, withheld, activity
from countersign.open_shadow_run($1, $2, $3::integer, $4::integer, make_interval(secs => $5::double precision), $6::jsonb, $7::jsonb, $8::bigint, $9::bigint, $10, $11);
