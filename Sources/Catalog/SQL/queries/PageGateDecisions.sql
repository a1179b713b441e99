-- Decisions of gates, newest first, before a cursor.
-- takes    $1 artifact or null, $2 environment or null, $3 time of the last row seen, $4 its id, $5 how many
select decision_id, recorded_at, artifact, kind, label, environment, policy, bundle_revision, engine, engine_version, requirements, allow, reasons, exceptions,
  requested_by, actor, promotion
from gate_decision
where ($1::text is null or artifact = $1) and ($2::text is null or environment = $2)
  and ($3::timestamptz is null or (recorded_at, decision_id) < ($3::timestamptz, $4::uuid))
order by recorded_at desc, decision_id desc limit $5;
