-- Places of this exact name: a dataset before a job.
-- takes    $1 namespace, $2 name, $3 field
select f.id from countersign.lineage_find($1, $2, $3) f order by f.kind;
