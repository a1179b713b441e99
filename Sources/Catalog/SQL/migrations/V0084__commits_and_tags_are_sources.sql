-- A repository of git is followed like a registry: its commits and tags are facts, and a version that says which commit or tag it
-- was made from is traced to them.

-- Which branches and tags of a repository are followed, by git's own patterns; none: all of them. The newest choice holds.
create table countersign_private.sync_reference (
  id bigint generated always as identity primary key,
  source text not null references countersign_private.sync_source,
  patterns text[] not null check (cardinality(patterns) <= 50),
  chosen_by text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.sync_reference (source, id desc);
call countersign_private.guard_facts('countersign_private.sync_reference');
select countersign_private.bind_rows('sync_reference', array['id']);

create function countersign_private.references_of(of_source text) returns text[] language sql stable as $$
  select coalesce((select r.patterns from countersign_private.sync_reference r where r.source = of_source order by r.id desc limit 1), '{}')
$$;

-- Says which branches and tags of a repository are followed. The same choice again changes nothing and answers null.
create function countersign.choose_sync_references(source text, patterns text[], reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'lead', 'admin');
  s countersign_private.sync_source := known_source(source);
begin
  perform require_reason(reason);
  if s.kind <> 'git' then
    perform refuse('CS422', 'sync.references', 'Only a repository of git has branches and tags.', '', 'Leave them out.');
  elsif patterns is null or cardinality(patterns) > 50 or exists (
      select from unnest(patterns) p where p is null or length(p) not between 1 and 200 or p ~ '[[:cntrl:][:space:]]' or p like '-%') then
    perform refuse('CS422', 'sync.references', 'These are no names of branches and tags.', '',
      'Name at most 50, each of at most 200 characters, such as main, v1.* or refs/heads/release/*.');
  end if;
  if not exists (select from countersign_private.person x left join countersign_private.team t on t.key = x.team
                 where x.key = who and (t.is_office or x.team = s.team or has_role('admin'))) then
    perform refuse('CS403', 'sync.team', 'A builder follows sources for the own team.', '', 'Ask a builder of that team, or the office.');
  end if;
  perform from sync_source x where x.name = source for no key update;
  if references_of(source) = patterns then return null; end if;
  insert into sync_reference (source, patterns, chosen_by, reason) values (source, patterns, who, reason);
  return record_activity('sync.references', 'source', source, reason, jsonb_build_object('patterns', patterns), channel);
end $$;

-- Which commit a version was made from ---------------------------------------------------------------------------------------

-- What the source of a version, or its body, names: `commit` by 7 to 64 digits of its id, or `tag`.
create table countersign_private.version_revision (
  version bigint not null references countersign_private.version,
  kind text not null check (kind in ('commit', 'tag')),
  word text not null,
  primary key (version, kind, word)
);
create index on countersign_private.version_revision (kind, word collate "C");
call countersign_private.guard_facts('countersign_private.version_revision');

-- A tag stands after "tag", after refs/tags/, behind the @ or # of an address, or alone.
create function countersign_private.revisions_in(words text) returns table (kind text, word text) language sql immutable as $$
  select 'commit', x.found[1] from regexp_matches(lower(left(words, 2000)), '(?:^|[^0-9a-z])([0-9a-f]{7,64})(?![0-9a-z])', 'g') x (found)
  union
  select 'tag', left(x.found[1], 200)
  from unnest(array['(?:^|\s)tag:?\s+(\S+)', 'refs/tags/(\S+)', '[@#](?:refs/tags/)?([^@#\s]+)$', '^(?:refs/tags/)?([^@#\s]+)$']) p (pattern)
  cross join lateral regexp_matches(left(words, 2000), p.pattern) x (found)
$$;

create function countersign_private.revisions_of(source text, body bytea) returns table (kind text, word text) language plpgsql immutable as $$
declare said text;
begin
  begin
    said := convert_from(body, 'UTF8')::jsonb ->> 'source_commit';
  exception when others then
    said := null;
  end;
  return query select x.kind, x.word from countersign_private.revisions_in(source) x
    union select y.kind, y.word from countersign_private.revisions_in(said) y where y.kind = 'commit';
end $$;

create function countersign_private.on_version_of_a_commit() returns trigger language plpgsql as $$
begin
  insert into countersign_private.version_revision (version, kind, word)
  select new.id, r.kind, r.word from countersign_private.revisions_of(new.source, new.body) r;
  return null;
end $$;
create trigger names_revisions after insert on countersign_private.version for each row
  execute function countersign_private.on_version_of_a_commit();
alter table countersign_private.version enable always trigger names_revisions;

insert into countersign_private.version_revision (version, kind, word)
select v.id, r.kind, r.word from countersign_private.version v cross join lateral countersign_private.revisions_of(v.source, v.body) r;

create index sync_fact_revision on countersign_private.sync_fact (kind, key collate "C", source, id desc) where kind in ('commit', 'tag');

-- Every version with the commits and tags of the repositories that it names. The id of a commit is its own wherever it lies; the
-- name of a tag is some repository's: that of the artifact's team, or the one whose address the version names.
call countersign_private.make_views('version_origin', $$
  select a.name as artifact, v.label, f.source, f.kind, f.key, l."is" as state, l.what <> 'deleted' as is_there, v.recorded_at
  from countersign_private.version_revision r
  join countersign_private.version v on v.id = r.version and {fact v}
  join countersign_private.artifact a on a.id = v.artifact
  cross join lateral (
    select x.source, x.kind, x.key from countersign_private.sync_fact x
    where r.kind = 'commit' and x.kind = 'commit' and x.key collate "C" >= r.word and x.key collate "C" < r.word || 'g' and {fact x}
    union
    select x.source, x.kind, x.key from countersign_private.sync_fact x
    join countersign_private.sync_source s on s.name = x.source and s.kind = 'git'
    where r.kind = 'tag' and x.kind = 'tag' and x.key collate "C" = r.word and {fact x}
      and (strpos(v.source, s.address || '@') > 0 or strpos(v.source, s.address || '#') > 0 or v.source !~ '[@#]' and exists (
        select from countersign_private.artifact_state t where t.artifact = a.id and t.team = s.team and {now t}))) f
  cross join lateral (
    select y."is", y.what from countersign_private.sync_fact y
    where y.source = f.source and y.kind = f.kind and y.key = f.key and {fact y} order by y.id desc limit 1) l $$);
grant select on countersign.version_origin, countersign_past.version_origin to countersign_viewer;

-- Every source with how it is followed and what the last look at it brought; with the branches and tags that are followed.
drop function countersign.sync_sources();
create function countersign.sync_sources()
returns table (name text, kind text, address text, team text, owner text, every interval, alias text, environment text, due timestamptz,
  is_running boolean, started_at timestamptz, ended_at timestamptz, outcome text, seen bigint, added bigint, changed bigint, gone bigint,
  refused bigint, detail text, there bigint, missing bigint, orders_waiting bigint, orders_set bigint, order_words text, full_at timestamptz,
  patterns text[])
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select s.name, s.kind, s.address, s.team, s.owner, r.every, r.alias, r.environment,
    case when r.every is null then null when l.outcome = 'part' then l.ended_at else coalesce(l.started_at + r.every, r.valid_from) end,
    coalesce(l.outcome = 'running' and is_followed_now(l), false), l.started_at, l.ended_at, l.outcome, l.seen, l.added, l.changed, l.gone,
    l.refused, l.detail,
    (select count(*) from sync_object o where o.source = s.name and o.is_there),
    (select count(*) from sync_object o where o.source = s.name and not o.is_there),
    w.waiting, w.set, w.words,
    (select max(x.started_at) from sync_run x where x.source = s.name and x.is_full and x.outcome = 'done'),
    references_of(s.name)
  from sync_source s
  left join sync_rule r on r.source = s.name and r.valid_to = 'infinity'
  left join lateral (select x.* from sync_run x where x.source = s.name order by x.id desc limit 1) l on true
  cross join lateral (
    select count(*) filter (where o.state = 'waiting') as waiting, count(*) filter (where o.state = 'set') as set,
      (array_agg(o.artifact || '@' || o.label || ' as ' || o.alias || case when o.words = '' then '' else ': ' || o.words end order by o.id desc)
        filter (where o.state = 'waiting'))[1] as words
    from alias_orders_of(s.name) o) w
  where present_only() order by s.name
$$;
grant execute on function countersign.sync_sources() to countersign_viewer, countersign_ingest;
grant execute on function countersign.choose_sync_references(text, text[], text, text) to countersign_viewer;
