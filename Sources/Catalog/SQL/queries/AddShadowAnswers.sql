-- Takes recorded answers.
-- takes    $1 run, $2 fence, $3 answers
-- returns  how many are new
select countersign.add_shadow_answers($1, $2, $3::jsonb);
