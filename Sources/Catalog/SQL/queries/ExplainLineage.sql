-- What is known about an edge from one place straight to another, or in its stead, at the moment shown.
-- takes    $1 source, $2 target
select w.what, w.namespace, w.name, w.run, w.basis, w.since, w.ended, w.count from countersign.lineage_why($1, $2, countersign.as_of()) w;
