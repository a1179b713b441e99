-- What is planned for the nights, with the last night of each.
-- takes    $1 artifact or null for all
select p.artifact, p.candidate, p.versions, p.prompts, p.days, p.cost_limit, to_char(p.begins, 'HH24:MI'), p.set_by, p.reason,
  n.night::text, n.run, n.words
from shadow_plan p
left join lateral (select x.night, x.run, x.words from shadow_night x where x.artifact = p.artifact order by x.night desc limit 1) n on true
where $1::text is null or p.artifact = $1 order by p.artifact;
