-- Adds a team.
-- takes    $1 key, $2 name, $3 is it the office, $4 channel
select countersign.add_team($1, $2, $3::boolean, $4);
