-- Records what a comparison of an index with its source found.
-- takes    $1 artifact, $2 label, $3 what was found, $4 channel
select countersign.record_reconciliation($1, $2, $3::jsonb, $4);
