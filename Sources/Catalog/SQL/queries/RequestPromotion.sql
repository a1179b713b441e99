-- Asks for a promotion.
-- takes    $1 artifact, $2 selector, $3 environment, $4 reason, $5 channel, $6 effective_at, $7 colour, $8 weight, $9 weight limit, $10 until when traffic may be shifted
select promotion, activity from countersign.request_promotion($1, $2, $3, $4, $6::timestamptz, $5, $7, coalesce($8::integer, 100), $9::integer, $10::timestamptz);
