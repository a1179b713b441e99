-- Edges between columns of datasets, at the moment shown.
-- takes    $1 datasets, $2 how many at most
select c.source, c.source_field, c.target, c.target_field, c.type, c.subtype, c.masking
from countersign.lineage_columns_among($1::bigint[], countersign.as_of(), $2) c;
