-- Facts that were asked for or answered, what is due first.
-- takes    $1 states, $2 artifact, $3 owner, $4 due before
select f.id, f.artifact, f.kind, f.team, f.key, f.state, f.owner, f.due, f.asked_by, f.question, f.cause, f.since,
  f.answer, f.value, f.given_for, f.answered_by, f.reason, f.answered_at, f.confirmed_by, f.confirmed_at
from fact f
where f.state = any ($1::text[])
  and ($2::text is null or f.artifact = $2)
  and ($3::text is null or f.owner = $3)
  and ($4::timestamptz is null or f.due < $4)
  /* filter */
  /* page */;
