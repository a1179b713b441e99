-- What became of the things of a source, newest first.
-- takes    $1 source, $2 before this number or null, $3 how many
select id, kind, key, what, subject, was::text, "is"::text, recorded_at from countersign.sync_fact
where source = $1 and ($2::bigint is null or id < $2::bigint) order by id desc limit $3::integer;
