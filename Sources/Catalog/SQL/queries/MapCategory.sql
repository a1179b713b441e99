-- Says how a category of checkers is read.
-- takes    $1 as sent, $2 category, $3 weight, $4 reason, $5 channel
-- returns  the number of the activity
select countersign.map_category($1, $2, $3::integer, $4, $5);
