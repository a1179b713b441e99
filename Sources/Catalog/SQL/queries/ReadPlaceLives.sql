-- What has become of places, at the moment shown: of those that are still what they were, nothing.
-- takes    $1 places
select l.node, l.state, l.at, l.successor_namespace, l.successor from countersign.lineage_lifecycles($1::bigint[], countersign.as_of()) l;
