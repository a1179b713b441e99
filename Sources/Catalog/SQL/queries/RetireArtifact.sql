-- Retires an artifact.
-- takes    $1 artifact, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.retire_artifact($1, $2, $3);
