-- What a quarter holds, by kind: facts, those recorded after its end, those that were so before it began.
-- takes    $1 the quarter
select f.kind, count(*), count(*) filter (where (f.body::jsonb ->> 'recorded_late')::boolean), count(*) filter (where (f.body::jsonb ->> 'carried')::boolean)
from countersign.quarter_facts($1) f group by f.kind order by f.kind;
