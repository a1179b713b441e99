-- The answer to a question; no row while it waits.
-- takes    $1 question
select a.decision_id, a.requirements, a.allow, a.reasons, a.bundle_revision, a.engine, a.engine_version from countersign.gate_answer($1) a;
