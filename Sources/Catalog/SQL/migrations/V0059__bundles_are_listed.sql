-- Versions of policies that decide promotions, in force or not.
call countersign_private.make_views('gate_bundle', $$
  select v.id, a.name as artifact, v.label, countersign_private.policy_revision(v.body) as revision, v.author, v.message, v.recorded_at
  from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact
  where {fact v} and a.kind = 'policy' and countersign_private.is_gate_policy(v.body) $$);
grant select on countersign.gate_bundle, countersign_past.gate_bundle to countersign_viewer;
