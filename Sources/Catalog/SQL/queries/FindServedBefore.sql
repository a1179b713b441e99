-- The label of the version that a promotion replaces, or had replaced by the time it was closed.
-- takes    $1 promotion
-- returns  at most one row
select m.label from promotion p join pointer_move m on m.artifact = p.artifact and m.environment = p.environment
where p.id = $1 and (p.state = 'open' or m.recorded_at < p.changed_at) and m.promotion is distinct from p.id
order by m.recorded_at desc limit 1;
