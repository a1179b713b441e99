-- The place of a registered version.
-- takes    $1 artifact, $2 label
select countersign.lineage_of_version($1, $2);
