-- Artifacts, by default by name.
-- takes    $1 kind, $2 tier, $3 team, $4 owner, $5 words in name or purpose, $6 retired ones too, $7 only those in production
select a.kind, a.name, a.team, a.owner, a.tier, a.purpose, a.latest, a.production, a.changed_at, a.retired
from artifact a
where ($1::text is null or a.kind = $1)
  and ($2::text is null or a.tier = $2)
  and ($3::text is null or a.team = $3)
  and ($4::text is null or a.owner = $4)
  and ($5::text is null or position(lower($5) in lower(a.name || ' ' || a.purpose)) > 0)
  and ($6::boolean or not a.retired)
  and (not $7::boolean or a.production is not null)
  /* filter */
  /* page */;
