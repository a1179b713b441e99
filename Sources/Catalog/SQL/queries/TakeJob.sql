-- Leases a job that is due.
-- takes    $1 who takes it, a name no other process has; $2 seconds, $3 jobs it cannot do
-- returns  its name, the fence; no row when nothing is due
select job, fence from countersign.take_job($1, make_interval(secs => $2::double precision), $3);
