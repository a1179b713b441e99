-- Open alarms that name a version, newest first.
-- takes    $1 artifact, $2 label
select a.id, a.kind, a.environment, a.words, a.recorded_at from alarm a
where a.artifact = $1 and a.label = $2 and a.state = 'open' order by a.id desc;
