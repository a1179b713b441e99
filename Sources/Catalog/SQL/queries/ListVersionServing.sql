-- Where a version is served now, by environment and colour: not where it, or what it is made of, was stopped.
-- takes    $1 artifact, $2 label
select s.environment, s.colour from serving s where s.artifact = $1 and s.label = $2 order by s.environment, s.colour;
