-- Retires an artifact.
-- takes    $1 artifact, $2 reason, $3 channel, $4 what takes over or null
-- returns  the number of the activity
select countersign.retire_artifact($1, $2, $3, $4);
