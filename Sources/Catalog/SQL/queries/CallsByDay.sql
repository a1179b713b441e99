-- Calls of a model or a prompt by version and day, at the moment shown.
-- takes    $1 artifact, $2 model or prompt, $3 from, $4 until
select d.version, d.day, d.calls, d.high, d.medium, d.tokens_in, d.tokens_in_said, d.tokens_out, d.tokens_out_said, d.latency_micros, d.latency_said, d.cost_micros, d.cost_said, d.currency
from countersign.calls_by_day($1, $2, $3, $4, countersign.as_of()) d;
