-- Which parts of a dataset runs read or wrote, the last said first, at the moment shown.
-- takes    $1 place, $2 how many at most
select s.direction, s.run, s.job_namespace, s.job, s.condition, s.at, s.event from countersign.lineage_subsets($1, countersign.as_of(), $2) s;
