-- Grants, refuses or withdraws a waiver.
-- takes    $1 waiver, $2 outcome, $3 reason, $4 channel
-- returns  the number of the activity
select countersign.answer_waiver($1, $2, $3, $4);
