-- What was spent in the running period, in millionths.
-- takes    $1 rule
select c.spent, c.calls from countersign.cap_spent($1) c;
