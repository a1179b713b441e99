-- One refused line with its bytes. The reading is recorded.
-- takes    $1 id, $2 channel
select q.id, q.format, q.origin, q.line, q.code, q.reason, q.recorded_at, q.state, q.bytes,
  q.producer, q.asked_by, q.asked_at, q.tried_at, q.tried, o.raw
from countersign.open_quarantine($1, $2) o join quarantine q on q.id = $1;
