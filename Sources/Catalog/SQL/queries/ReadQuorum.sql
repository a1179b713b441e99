-- Who can still sign, and where the request goes when too few can.
-- takes    $1 promotion
select signed, needed, can_sign, falls_to from countersign.promotion_quorum($1);
