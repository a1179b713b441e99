-- Takes what was copied into the inbox.
-- takes    $1 receipt
-- returns  JSON: taken, known, queued, conflicts
select countersign.take_inbox($1);
