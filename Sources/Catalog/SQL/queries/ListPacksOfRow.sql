-- Packs handed out about a quarter in which a generation was given the row.
-- takes    $1 namespace and $2 dataset ('' for none), $3 row key
select p.quarter, p.scope, p.digest, p.recorded_at
from pack p join snapshot s on s.id = p.snapshot
where exists (select from retrieval r
  where (left(r.namespace, 100) = left($1, 100) or ($1 = '' and left(r.namespace, 100) is null))
  and (left(r.dataset, 200) = left($2, 200) or ($2 = '' and left(r.dataset, 200) is null)) and left(r.row_key, 200) = left($3, 200)
  and coalesce(r.namespace, '') = $1 and coalesce(r.dataset, '') = $2 and r.row_key = $3
    and r.generation >= countersign.first_id_at(s.starts) and r.generation < countersign.first_id_at(s.ends))
order by p.recorded_at desc, p.id desc;
