-- One decision by its id, with what the engine was told, what it answered, and the bundle that decided.
-- takes    $1 id, or the beginning of one
select d.decision_id, d.recorded_at, d.artifact, d.kind, d.label, d.environment, d.policy, d.bundle_revision, d.engine, d.engine_version, d.requirements, d.allow,
  d.reasons, d.exceptions, d.requested_by, d.actor, d.promotion, d.path, d.input, d.input_digest, d.result, d.subject_digest, d.metrics::text,
  (select v.body from version v where v.artifact || '@' || v.label = d.policy)
from gate_decision d where d.decision_id::text like lower($1) || '%' limit 2;
