-- Models and prompts, whose calls are recorded, by name.
-- takes    $1 words in the name
select a.kind, a.name, a.team, a.owner, a.tier, a.purpose, a.latest, a.production, a.changed_at, a.retired
from artifact a
where a.kind in ('model', 'prompt') and not a.retired
  and ($1::text is null or position(lower($1) in lower(a.name)) > 0)
  /* page */;
