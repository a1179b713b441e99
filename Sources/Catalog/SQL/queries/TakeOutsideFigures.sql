-- Takes figures that others measured.
-- takes    $1 receipt, $2 a list of figures as JSON
-- returns  JSON: taken, known, refusals
select countersign.take_outside_figures($1, $2::jsonb);
