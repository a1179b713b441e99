-- Switches on or off that it is kept how items are read.
-- takes    $1 on, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.set_attention($1, $2, $3);
