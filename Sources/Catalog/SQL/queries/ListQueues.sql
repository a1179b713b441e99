-- How every queue stands, highest tier first.
-- returns  key, tier, waiting (at most 10,001), oldest, due_within_hour, breached, decided_by_hour as JSON
select q.key, s.tier, s.waiting, s.oldest, s.due_within_hour, s.breached, s.decided_by_hour
from queue q cross join lateral countersign.queue_standing(q.key) s
order by array_position(array['high', 'medium', 'low'], q.tier), q.key;
