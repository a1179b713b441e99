-- Runs of a job, newest first.
-- takes    $1 name, or null for all; $2 how many
select id, job, holder, due, started_at, ended_at, outcome, detail from countersign.schedule_runs($1, $2::integer);
