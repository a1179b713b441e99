-- Asks for a promotion.
-- takes    $1 artifact, $2 selector, $3 environment, $4 reason, $5 channel, $6 effective_at
select promotion, activity from countersign.request_promotion($1, $2, $3, $4, $6::timestamptz, $5);
