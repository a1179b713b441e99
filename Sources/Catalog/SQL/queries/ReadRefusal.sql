-- Why this person cannot sign; null when they can.
-- takes    $1 promotion
select countersign.promotion_refusal($1);
