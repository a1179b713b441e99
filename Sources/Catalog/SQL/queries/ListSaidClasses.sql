-- What is said of the class of datasets and their columns, at the moment shown.
-- takes    $1 datasets
select c.node, c.field, c.class, c.basis, c.said_by, c.reason
from countersign.lineage_said_classes($1::bigint[], countersign.as_of()) c order by c.node, c.field nulls first, c.basis;
