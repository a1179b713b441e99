-- Stops, newest first.
-- takes    $1 lifted ones too, $2 artifact
select s.id, s.artifact, s.label, s.environment, s.stopped_by, s.reason, s.state, (s.reached ->> 'pointers')::int, (s.reached ->> 'users')::int,
  (s.reached ->> 'promotions')::int, (s.reached ->> 'calls')::int, s.recorded_at, s.changed_by, s.answer
from stop s where ($1::boolean or s.state = 'stopped') and ($2::text is null or s.artifact = $2)
/* page */;
