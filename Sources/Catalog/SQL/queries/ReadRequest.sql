-- One request.
-- takes    $1 its number
select r.id, r.kind, r.asked_by, r.what, r.scope, r.received_at, r.source, r.due_at, r.ends_at, r.zone, r.opened_by, r.recorded_at, r.state, r.answered_at, r.handed
from request r where r.id = $1;
