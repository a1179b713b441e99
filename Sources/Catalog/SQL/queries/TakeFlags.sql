-- Takes reports of flags.
-- takes    $1 receipt, $2 JSON: a list of reports
-- returns  JSON: taken, known, waiting, queued, conflicts, full
select countersign.take_flags($1, $2::jsonb);
