-- Refuses what another has asked for or done, or takes back what one has asked oneself.
-- takes    $1 confirmation, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.refuse_act($1, $2, $3);
