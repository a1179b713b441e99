-- About how many review items a filter has: exact up to 10,000, above that what the planner expects.
-- takes    $1 tier, $2 queue, $3 states, $4 due before; null: no condition
select countersign.count_review($1, $2, $3::text[], $4::timestamptz);
