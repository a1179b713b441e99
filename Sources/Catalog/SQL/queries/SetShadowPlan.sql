-- Plans a shadow-eval for every night.
-- takes    $1 artifact, $2 selector of the candidate or null, $3 versions, $4 prompts, $5 days, $6 metrics, $7 judges, $8 cost limit in
--          millionths, $9 hour, $10 reason, $11 channel
-- returns  the number of the activity
select countersign.set_shadow_plan($1, $2, $3::integer, $4::integer, $5::integer, $6::jsonb, $7::jsonb, $8::bigint, $9::time, $10, $11);
