-- Models and prompts, whose calls are recorded, by name after a cursor.
-- takes    $1 words in the name, $2 name of the last row seen, $3 how many
select a.kind, a.name, a.team, a.owner, a.tier, a.purpose, a.latest, a.production, a.changed_at, a.retired
from artifact a
where a.kind in ('model', 'prompt') and not a.retired
  and ($1::text is null or position(lower($1) in lower(a.name)) > 0)
  and ($2::text is null or a.name > $2)
order by a.name
limit $3;
