-- Places that go by several names, each name with the one that stands for them, at the moment shown.
-- takes    $1 places
select n.id, n.stands_for from countersign.lineage_names($1::bigint[], countersign.as_of()) n;
