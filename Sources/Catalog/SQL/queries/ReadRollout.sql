-- What a promotion covers, and what it serves now.
-- takes    $1 promotion
select environment, colour, weight, weight_limit, shift_until, expires_at, serves from rollout where promotion = $1;
