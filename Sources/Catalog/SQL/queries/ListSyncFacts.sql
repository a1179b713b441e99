-- What became of the things of a source, newest first; a commit or tag with the versions that name it.
-- takes    $1 source, $2 before this number or null, $3 how many
select f.id, f.kind, f.key, f.what,
  coalesce(f.subject, case when f.kind in ('commit', 'tag') then (select string_agg(o.artifact || '@' || o.label, ', ' order by o.artifact, o.label)
    from version_origin o where o.source = f.source and o.kind = f.kind and o.key = f.key) end),
  f.was::text, f."is"::text, f.recorded_at from sync_fact f
where f.source = $1 and ($2::bigint is null or f.id < $2::bigint) order by f.id desc limit $3::integer;
