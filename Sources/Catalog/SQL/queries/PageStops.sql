-- Stops, newest first, before a cursor.
-- takes    $1 lifted ones too, $2 artifact, $3 id of the last row seen, $4 how many
select s.id, s.artifact, s.label, s.environment, s.stopped_by, s.reason, s.state, (s.reached ->> 'pointers')::int, (s.reached ->> 'users')::int,
  (s.reached ->> 'promotions')::int, (s.reached ->> 'calls')::int, s.recorded_at, s.changed_by, s.answer
from stop s where ($1::boolean or s.state = 'stopped') and ($2::text is null or s.artifact = $2) and ($3::bigint is null or s.id < $3)
order by s.id desc limit $4;
