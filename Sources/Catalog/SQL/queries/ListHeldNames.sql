-- Names that producers link, and whether the link waits for a judgement.
-- takes    $1 only those that wait
select a.node, a.namespace, a.name, a.other, a.other_namespace, a.other_name, a.held, a.since
from lineage_alias a where a.basis in ('symlink', 'rename') and (a.held or not $1) order by a.held desc, a.namespace, a.name, a.other limit 1000;
