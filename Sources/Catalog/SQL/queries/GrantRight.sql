-- Gives a login a right, or asks another person to where it takes two.
-- takes    $1 login, $2 right, $3 person, $4 name, $5 team, $6 languages, $7 reason, $8 channel
-- returns  one row: the request that waits (null: given), the activity
select request, activity from countersign.ask_right($1, $2, $3, $4, $5, $6::text[], $7, $8);
