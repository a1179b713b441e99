-- The label of a version that is named by label, environment or digest; two rows when a digest is not unique.
-- takes    $1 artifact, $2 'label', 'environment' or 'digest', $3 value
select v.label from version v where $2 = 'label' and v.artifact = $1 and v.label = $3
union all
(select s.label from serving s where $2 = 'environment' and s.artifact = $1 and s.environment = $3 order by s.weight desc, s.colour limit 1)
union all
(select v.label from version v where $2 = 'digest' and v.artifact = $1 and v.digest like $3 || '%' limit 2);
