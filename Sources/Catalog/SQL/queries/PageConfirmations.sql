-- Acts that a second person confirms, newest first; of open ones, why this person cannot.
-- takes    $1 closed ones too, $2 only those this person can confirm
select c.id, c.act, c.artifact, c.environment, c.subject, c.words, c.asked_by, c.reason, c.due, c.state, c.changed_by, c.answer, c.recorded_at,
  c.changed_at, case when c.state = 'open' then countersign.confirmation_refusal(c.id) end
from confirmation c
where ($1::boolean or c.state = 'open') and (not $2::boolean or countersign.confirmation_refusal(c.id) is null)
/* page */;
