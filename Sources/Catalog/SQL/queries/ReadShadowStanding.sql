-- Where the requests of a run stand, and its bill.
-- takes    $1 run
select tasks, answered, open, pending, in_doubt, missing, spent, reserved, cost_limit, currency from countersign.shadow_standing($1);
