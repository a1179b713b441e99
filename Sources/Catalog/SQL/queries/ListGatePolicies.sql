-- The policies that environments serve.
select environment, artifact, label, revision, since, moved_by, reason from gate_policy order by environment, artifact;
