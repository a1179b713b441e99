-- Forgets traces that were put together long ago.
-- takes    $1 seconds
-- returns  how many
select countersign.drop_old_traces(make_interval(secs => $1::double precision));
