-- Who is asked in a run: the candidate, the baselines, the judges.
-- takes    $1 run
select a.arm, a.role, a.artifact, a.label, a.metric, a.serving, a.url, a.model, a.ceiling, a.price_in, a.price_out, a.currency, a.max_tokens, a.per_minute, a.at_once, a.is_idempotent
from shadow_arm a where a.run = $1 order by a.arm;
