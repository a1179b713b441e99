-- A fact by its number, or by its artifact and key.
-- takes    $1 id, $2 artifact, $3 key
select f.id, f.artifact, f.kind, f.team, f.key, f.state, f.owner, f.due, f.asked_by, f.question, f.cause, f.since,
  f.answer, f.value, f.given_for, f.answered_by, f.reason, f.answered_at, f.confirmed_by, f.confirmed_at
from fact f
where ($1::bigint is not null and f.id = $1) or ($1::bigint is null and f.artifact = $2 and f.key = $3);
