-- What environments served, newest first.
-- takes    $1 artifact
select environment, colour, label, weight, moved_by, reason, effective_at, recorded_at from pointer_move where artifact = $1 order by recorded_at desc, environment limit 200;
