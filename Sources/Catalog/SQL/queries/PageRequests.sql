-- Requests: the open ones by what is due first, then what was answered, newest first.
-- takes    $1 answered ones too
select r.id, r.kind, r.asked_by, r.what, r.scope, r.received_at, r.source, r.due_at, r.ends_at, r.zone, r.opened_by, r.recorded_at, r.state, r.answered_at, r.handed
from request r where ($1::boolean or r.state = 'open')
  /* page */;
