-- Alarms, newest first.
-- takes    $1 closed ones too, $2 how many
select a.id, a.kind, a.artifact, a.label, a.environment, a.subject, a.words, a.state, a.recorded_at from alarm a
where $1::boolean or a.state = 'open' order by a.id desc limit $2;
