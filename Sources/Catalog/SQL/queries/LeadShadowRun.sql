-- Takes a run for this session.
-- takes    $1 run, $2 new cost limit in micros or null
-- returns  the fence
select countersign.lead_shadow_run($1, $2::bigint);
