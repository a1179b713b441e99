-- Gives a login a right.
-- takes    $1 login, $2 role, $3 person, $4 person's name, $5 team, $6 languages, $7 reason, $8 channel
-- returns  the number of the activity
select countersign.grant_right($1, $2, $3, $4, $5, $6::text[], $7, $8);
