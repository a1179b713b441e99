-- Runs of a job, newest first.
-- takes    $1 name, or null for all; $2 how many
select id, job, holder, due, started_at, ended_at, outcome, detail from schedule_run
where ($1::text is null or job = $1) order by id desc limit $2;
