-- Records a verdict.
-- takes    $1 item, $2 slot, $3 fence, $4 decision, $5 reason, $6 harm, $7 channel
select state, decided, needed, activity from countersign.decide($1, $2, $3, $4, $5, $6, $7);
