-- Sets where versions of an artifact answer.
-- takes    $1 artifact, $2 selector or null for all, $3 url, $4 model, $5 ceiling, $6 price in, $7 price out, $8 currency, $9 max tokens,
--          $10 per minute, $11 at once, $12 idempotent, $13 reason, $14 channel
-- returns  the number of the activity
select countersign.set_shadow_endpoint($1, $2, $3, $4, $5, $6::numeric, $7::numeric, $8, $9::integer, $10::integer, $11::integer, $12::boolean, $13, $14);
