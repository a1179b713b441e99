-- Vendors behind a version, with the data class that each may get at most; green where it does not say.
-- takes    $1 artifact, $2 label
with recursive part as (
  select $1::text as artifact, $2::text as label
  union
  select d.on_artifact, d.on_label from part p join dependency d on d.artifact = p.artifact and d.label = p.label)
select v.artifact, coalesce(v.body::jsonb ->> 'data_class_ceiling', 'green')
from part p join version v on v.artifact = p.artifact and v.label = p.label
where v.kind = 'vendor'
order by 1;
