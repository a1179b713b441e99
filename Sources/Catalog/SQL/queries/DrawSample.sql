-- Draws the sample of a month.
-- takes    $1 month, $2 seed, $3 reason, $4 channel
select drawn, activity from countersign.draw_sample($1::date, decode($2, 'hex'), $3, $4);
