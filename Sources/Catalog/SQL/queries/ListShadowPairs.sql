-- The paired figures of a run.
-- takes    $1 run
select arm, metric, family, candidate, baseline, slices from countersign.shadow_pairs($1);
