-- Gives or refuses a right that another asked for, or takes back what one has asked oneself.
-- takes    $1 request, $2 outcome, $3 reason, $4 channel
-- returns  one row: the activity
select countersign.answer_right($1, $2, $3, $4);
