-- Looks at sources, newest first.
-- takes    $1 source or null, $2 how many
select id, source, started_at, ended_at, outcome, is_full, seen, added, changed, gone, refused, detail from countersign.sync_runs($1, $2);
