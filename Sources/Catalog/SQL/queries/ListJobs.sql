-- The schedule.
select name, title, extract(epoch from every)::bigint, to_char(at_time, 'HH24:MI'), paused, due, holder, last_ended, last_outcome, last_detail
from countersign.schedule();
