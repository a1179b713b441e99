-- Ends what is planned for the nights of an artifact.
-- takes    $1 artifact, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.end_shadow_plan($1, $2, $3);
