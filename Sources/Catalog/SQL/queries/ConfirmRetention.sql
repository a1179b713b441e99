-- Confirms a rule of retention, as a second person.
-- takes    $1 the rule, $2 reason, $3 channel
-- returns  number of the activity
select countersign.confirm_retention($1, $2, $3);
