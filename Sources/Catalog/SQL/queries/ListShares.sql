-- What an environment serves of an artifact, by colour.
-- takes    $1 artifact, $2 environment
select s.colour, s.label, s.weight from serving s where s.artifact = $1 and s.environment = $2 order by s.colour;
