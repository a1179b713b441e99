-- Nothing is asked about a name that is not there: `format` writes a null as nothing, so that an empty catalog asked
-- "Did you mean ?".

-- What to do about a name that nobody registered: the nearest one, where there is any.
create function countersign_private.nearest_remedy(artifact_name text) returns text language sql stable
set search_path = pg_catalog, countersign_private, pg_temp as $$
  select coalesce(
    'Did you mean ' || (select x.name from artifact x order by levenshtein_near(x.name, artifact_name), x.name limit 1) || '?',
    'Register it first.')
$$;
revoke execute on function countersign_private.nearest_remedy(text) from public;

create or replace function countersign_private.known_artifact(artifact_name text) returns bigint language plpgsql stable as $$
declare a bigint := (select x.id from artifact x where x.name = artifact_name);
begin
  if a is null then
    perform refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(artifact_name, 120)), '',
      nearest_remedy(artifact_name));
  end if;
  return a;
end $$;

create or replace function countersign_private.take_subject(artifact_name text) returns countersign_private.artifact_state language plpgsql as $$
declare
  a bigint := (select x.id from countersign_private.artifact x where x.name = artifact_name);
  s countersign_private.artifact_state;
begin
  if a is null then
    perform countersign_private.refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(artifact_name, 120)), '',
      countersign_private.nearest_remedy(artifact_name));
  end if;
  perform countersign_private.take_artifact(a);
  select * into s from countersign_private.artifact_state x where x.artifact = a and x.valid_to = 'infinity';
  return s;
end $$;

create or replace function countersign_private.find_version(artifact_name text, selector text) returns bigint
language plpgsql stable as $$
declare
  a bigint := (select id from artifact where name = artifact_name);
  found_ids bigint[];
begin
  if a is null then
    perform refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(artifact_name, 120)), '',
      nearest_remedy(artifact_name));
  end if;
  if selector like 'ENV:%' then
    found_ids := array(select version from pointer where artifact = a and environment = substr(selector, 5)
      and valid_to = 'infinity' order by weight desc, colour limit 1);
  elsif selector like 'sha256:%' then
    found_ids := array(select id from version where artifact = a and encode(digest, 'hex') like substr(selector, 8) || '%' limit 2);
  else
    found_ids := array(select id from version where artifact = a and label = selector);
  end if;
  if cardinality(found_ids) = 1 then return found_ids[1]; end if;
  if cardinality(found_ids) > 1 then
    perform refuse('CS422', 'version.ambiguous', 'Several versions begin with this digest.', '', 'Give more of its digits.');
  end if;
  perform refuse('CS404', 'version.unknown', format('%s has no version %s.', left(artifact_name, 120), left(selector, 80)), '',
    coalesce('Its newest is ' || (select label from version where artifact = a order by number desc limit 1) || '.', 'It has no version yet.'));
  return null;
end $$;

-- Names that have these letters, those that begin with them first: of what a field is for, while it is being typed.
create function countersign.names_with(kind text, letters text, how_many integer) returns setof text
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare wanted constant text := lower(left(letters, 80));
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Names are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select n.name from (
      select a.name from artifact a where names_with.kind = 'artifact' and position(wanted in lower(a.name)) > 0
      union all select p.key from person p where names_with.kind = 'person'
      union all select t.key from team t where names_with.kind = 'team'
      union all select e.key from environment e where names_with.kind = 'environment') n (name)
    where position(wanted in lower(n.name)) > 0
    order by position(wanted in lower(n.name)) <> 1, n.name
    limit least(greatest(how_many, 0), 100);
end $$;
revoke execute on function countersign.names_with(text, text, integer) from public;
grant execute on function countersign.names_with(text, text, integer) to countersign_viewer;
