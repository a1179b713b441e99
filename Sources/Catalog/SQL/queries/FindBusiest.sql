-- The model or prompt to look at first: one with an open alarm, else the one that was called most in the last seven days.
-- Looks at 200 in production at most, those of the higher tiers first.
-- returns  name text
with served as (
  select a.name, a.production,
    exists (select from alarm al where al.artifact = a.name and al.state = 'open') as alarmed
  from artifact a
  where a.kind in ('model', 'prompt') and not a.retired and a.production is not null
  order by case a.tier when 'high' then 0 when 'medium' then 1 else 2 end, a.name
  limit 200)
select s.name from served s
order by s.alarmed desc, countersign.calls_since(s.name, s.production, '7 days') desc, s.name
limit 1;
