-- Asks for a rule of retention.
-- takes    $1 class, $2 days, $3 reason, $4 channel
-- returns  its number and that of the activity
select rule, activity from countersign.ask_retention($1, $2::integer, $3, $4);
