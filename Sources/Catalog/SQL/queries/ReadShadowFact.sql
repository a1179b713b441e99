-- What shadow-evals say of a version.
-- takes    $1 artifact, $2 selector
select expected, run, verdict, pairs, against, live, covers from countersign.shadow_fact($1, $2);
