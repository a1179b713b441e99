-- Rolls back.
-- takes    $1 artifact, $2 environment, $3 label or null, $4 reason, $5 channel
select version_label, confirmation, due, activity from countersign.rollback($1, $2, $3, $4, $5);
