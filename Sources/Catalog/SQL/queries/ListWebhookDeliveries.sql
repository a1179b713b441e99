-- What was told or is still to be, newest first.
-- takes    $1 webhook or null, $2 state or null, $3 the delivery before which to begin or null, $4 how many
select id::text, webhook, event, subject, state, attempts, next_at, last_status, last_words, recorded_at, ended_at
from countersign.webhook_deliveries($1, $2, $3::uuid, $4);
