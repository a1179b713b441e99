-- Ends all tokens of a producer.
-- takes    $1 name, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.revoke_producer($1, $2, $3);
