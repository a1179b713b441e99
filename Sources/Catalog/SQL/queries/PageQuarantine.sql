-- What was refused, newest first.
-- takes    $1 replayed ones too
select q.id, q.format, q.origin, q.line, q.code, q.reason, q.recorded_at, q.state, q.bytes,
  q.producer, q.asked_by, q.asked_at, q.tried_at, q.tried
from quarantine q
where ($1::boolean or q.state = 'kept')
  /* filter */
  /* page */;
