-- Takes parts of traces from the session's inbox.
-- takes    $1 receipt
-- returns  JSON: taken, known, conflicts
select countersign.take_parts($1)::text;
