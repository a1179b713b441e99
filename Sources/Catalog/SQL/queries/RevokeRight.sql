-- Takes a right back.
-- takes    $1 login, $2 right, $3 reason, $4 channel
-- returns  the number of the activity
select countersign.revoke_right($1, $2, $3, $4);
