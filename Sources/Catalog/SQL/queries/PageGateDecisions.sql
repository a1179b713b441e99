-- Decisions of gates, newest first.
select d.decision_id, d.recorded_at, d.artifact, d.kind, d.label, d.environment, d.policy, d.bundle_revision, d.engine, d.engine_version, d.requirements, d.allow,
  d.reasons, d.exceptions, d.requested_by, d.actor, d.promotion
from gate_decision d
where true
  /* filter */
  /* page */;
