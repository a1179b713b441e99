-- Takes judgements of generations that were taken before.
-- takes    $1 receipt, $2 JSON: a list of reports
-- returns  JSON: taken, known, withdrawn, missing, differ, full
select countersign.take_scores($1, $2::jsonb);
