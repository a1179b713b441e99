-- Takes a batch of lineage events.
-- takes    $1 receipt, $2 JSON: nodes, events
-- returns  JSON: taken, known
select countersign.take_lineage($1, $2::jsonb);
