-- Confirms what another has asked for or done.
-- takes    $1 confirmation, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.confirm_act($1, $2, $3);
