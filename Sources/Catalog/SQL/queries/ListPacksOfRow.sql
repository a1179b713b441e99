-- Packs handed out about a quarter in which a generation was given the row; those cut to a system, if the system is made of what made it.
-- takes    $1 namespace and $2 dataset ('' for none), $3 row key
with recursive issued as (
  select p.id, p.quarter, p.scope, p.digest, p.recorded_at, s.starts, s.ends from pack p join snapshot s on s.id = p.snapshot),
part as (
  select id, ends, scope as name from issued where scope <> ''
  union
  select w.id, w.ends, d.on_artifact from part w join dependency d on d.artifact = w.name
  join version v on v.artifact = d.artifact and v.label = d.label and v.recorded_at < w.ends)
select i.quarter, i.scope, i.digest, i.recorded_at
from issued i
where exists (select from retrieval r join generation g on g.id = r.generation
  where (left(r.namespace, 100) = left($1, 100) or ($1 = '' and left(r.namespace, 100) is null))
    and (left(r.dataset, 200) = left($2, 200) or ($2 = '' and left(r.dataset, 200) is null)) and left(r.row_key, 200) = left($3, 200)
    and coalesce(r.namespace, '') = $1 and coalesce(r.dataset, '') = $2 and r.row_key = $3
    and r.generation >= countersign.first_id_at(i.starts) and r.generation < countersign.first_id_at(i.ends)
    and (i.scope = '' or exists (select from part w where w.id = i.id and w.name in (g.prompt, g.model))))
order by i.recorded_at desc, i.id desc;
