-- Sets the share of traffic of a promoted version.
-- takes    $1 promotion, $2 weight, $3 reason, $4 channel
select before, activity from countersign.shift_traffic($1, $2, $3, $4);
