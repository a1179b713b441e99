-- Names of a kind that have these letters, those that begin with them first.
-- takes    $1 artifact, person, team or environment; $2 letters; $3 how many
-- returns  name text
select name from countersign.names_with($1, $2, $3) name;
