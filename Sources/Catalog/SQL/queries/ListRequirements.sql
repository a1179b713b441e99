-- What must be met, unmet first.
-- takes    $1 promotion
select id, title, state, value, bound, evidence, remedy from countersign.promotion_requirements($1);
