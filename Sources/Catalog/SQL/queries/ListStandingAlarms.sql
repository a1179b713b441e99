-- Open alarms that no mute hides, newest first, and how many a mute hides.
-- takes    $1 how many
select a.id, a.kind, a.artifact, a.label, a.environment, a.subject, a.words, a.state, a.recorded_at
from alarm a left join monitor_alarm m on m.alarm = a.id
where a.state = 'open' and m.muted_until is null order by a.id desc limit $1;
