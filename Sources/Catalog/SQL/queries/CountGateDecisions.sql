-- How many decisions were stored since a moment; of more than 100,000 no more are counted.
-- takes    $1 since
select count(*) from (select from gate_decision d where d.recorded_at >= $1 limit 100001) x;
