-- Calls of a version in the last whole month by UTC, so that a card made twice in a month says the same.
-- takes    $1 artifact, $2 kind, $3 label
with month as (select date_trunc('month', coalesce(countersign.as_of(), now()), 'UTC') as until),
stretch as (select (until at time zone 'UTC' - interval '1 month') at time zone 'UTC' as since, until from month)
select s.since, s.until, u.calls, u.tokens_in, u.tokens_out, u.cost_micros, u.currency, u.p95_micros, u.flagged
from stretch s cross join lateral countersign.version_usage($1, $2, $3, s.since, s.until, countersign.as_of()) u;
