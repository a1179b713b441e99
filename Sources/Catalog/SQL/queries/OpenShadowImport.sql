-- Begins a run of recorded answers.
-- takes    $1 artifact, $2 candidate, $3 baselines, $4 metrics, $5 seed, $6 reason, $7 channel
select run, activity from countersign.open_shadow_import($1, $2, $3::text[], $4::jsonb, $5::bigint, $6, $7);
