-- What an environment served before, latest first, each with why it cannot be rolled back to.
-- takes    $1 artifact, $2 environment
select label, digest, promotion, nullif(served_until, 'infinity'), refusal from countersign.rollback_targets($1, $2);
