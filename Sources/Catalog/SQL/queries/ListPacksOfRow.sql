-- Packs handed out about a quarter in which a generation was given the row.
-- takes    $1 namespace and $2 dataset ('' for none), $3 row key
select p.quarter, p.scope, p.digest, p.recorded_at
from pack p join snapshot s on s.id = p.snapshot
where exists (select from retrieval r
  where (r.namespace = $1 or ($1 = '' and r.namespace is null)) and (r.dataset = $2 or ($2 = '' and r.dataset is null)) and r.row_key = $3
    and r.generation >= countersign.first_id_at(s.starts) and r.generation < countersign.first_id_at(s.ends))
order by p.recorded_at desc, p.id desc;
