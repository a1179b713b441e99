-- People and teams that own an artifact, by name; those with these letters.
-- takes    $1 letters of the name, $2 how many
-- returns  owner text
select distinct a.owner from artifact a
where a.owner is not null and position(lower($1) in lower(a.owner)) > 0
order by a.owner
limit $2;
