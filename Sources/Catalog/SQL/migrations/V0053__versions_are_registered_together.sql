-- Long because registering one version and registering thousands follow one text of the rules.
--
-- Many versions are registered by one statement each for what they write, where before each version asked and wrote for itself:
-- most of a version's millisecond went into calling functions, planning what they ask, and pinning their settings. No rule is
-- dropped; where one was kept row by row, it is kept for all rows of a statement at once.

-- Called by every act ---------------------------------------------------------------------------------------------------

-- As before, but with their plans kept: a function in SQL that reads a table is planned anew at every call.
create or replace function countersign_private.clock() returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  return (select coalesce(pinned, clock_timestamp() + coalesce(shift, interval '0')) from catalog);
end $$;

create or replace function countersign_private.person_here() returns text
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  return (select person from person_login where login = session_user);
end $$;

-- As before. An index calls it: in SQL it was read and planned anew by every statement that wrote a place, and looked for the label
-- six times.
create or replace function countersign.lineage_listed(namespace text, name text) returns text
language plpgsql immutable parallel safe as $$
declare label text;
begin
  if namespace not like 'countersign://%' or position('@' in name) = 0 then return left(name, 200); end if;
  label := split_part(name, '@', -1);
  return left(left(name, length(name) - length(label) - 1), 180) || '@' || translate(
    case when label !~ '^v?[0-9]{1,9}$' then left(label, 40)
      when left(label, 1) = 'v' then 'v' || lpad(substr(label, 2), 9, '0')
      else lpad(label, 9, '0') end, '0123456789', '9876543210');
end $$;

-- These write nothing that whoever inserts may not write, so that they need nobody's rights, and no settings of their own: what
-- inserts has pinned them.
alter function countersign_private.tell_of_act() security invoker;
alter function countersign_private.tell_of_act() reset all;
alter function countersign_private.on_system_version() security invoker;
alter function countersign_private.on_system_version() reset all;
alter function countersign_private.on_system_version() set search_path = pg_catalog, countersign_private, pg_temp;
alter function countersign_private.on_gate_policy_version() security invoker;
alter function countersign_private.on_gate_policy_version() reset all;
alter function countersign_private.on_gate_policy_version() set search_path = pg_catalog, countersign_private, pg_temp;

-- What a body says ------------------------------------------------------------------------------------------------------

-- As before; what is not there is not looked through.
create or replace function countersign_private.body_fault(kind text, body jsonb) returns text language plpgsql immutable as $$
declare
  form constant text := jsonb_typeof(body);
  messages jsonb;
  one jsonb;
  name text;
begin
  if kind in ('model', 'dataset') and form <> 'object' then return null; end if;
  if form <> 'object' then return format('The body of a %s is an object.', replace(kind, '_', ' ')); end if;
  if kind not in ('model', 'dataset') and body = '{}' then return format('The body of a %s is empty.', replace(kind, '_', ' ')); end if;

  case kind
  when 'prompt' then
    if not body ?| array['messages', 'template', 'text', 'prompt_template'] then
      return 'A prompt needs its messages (chat), or its template (text).';
    end if;
    foreach name in array array['template', 'text', 'prompt_template'] loop
      -- A template may hold messages, as MLflow writes it.
      if body ? name and jsonb_typeof(body -> name) <> 'string' and not (name = 'template' and jsonb_typeof(body -> name) = 'array') then
        return format('The %s of a prompt is text.', name);
      end if;
    end loop;
    messages := coalesce(body -> 'messages', case jsonb_typeof(body -> 'template') when 'array' then body -> 'template' end);
    if messages is not null then
      if jsonb_typeof(messages) <> 'array' or messages = '[]' then return 'The messages of a prompt are a list, and not an empty one.'; end if;
      for one in select x from jsonb_array_elements(messages) x loop
        if jsonb_typeof(one) <> 'object' or coalesce(one ->> 'role', '') = '' or not one ?| array['content', 'parts', 'placeholder'] then
          return 'Every message of a prompt has a role and a content.';
        end if;
      end loop;
    end if;
    foreach name in array array['variables', 'tools', 'snippets'] loop
      if body ? name and jsonb_typeof(body -> name) <> 'array' then return format('The %s of a prompt are a list.', name); end if;
    end loop;
    if body ? 'variables' then
      for one in select x from jsonb_array_elements(body -> 'variables') x loop
        if coalesce(case jsonb_typeof(one) when 'object' then one ->> 'name' end, '') = '' then return 'Every variable of a prompt has a name.'; end if;
      end loop;
    end if;
    if body ? 'tools' then
      for one in select x from jsonb_array_elements(body -> 'tools') x loop
        if coalesce(case jsonb_typeof(one) when 'object' then coalesce(one ->> 'name', one #>> '{function,name}') end, '') = '' then
          return 'Every tool of a prompt has a name.';
        end if;
      end loop;
    end if;
    if body ? 'response_schema' and jsonb_typeof(body -> 'response_schema') <> 'object' then return 'The response schema of a prompt is a JSON Schema.'; end if;
    if body ? 'params' and jsonb_typeof(body -> 'params') <> 'object' then return 'The params of a prompt are an object.'; end if;
  when 'chain' then
    if not body ?| array['steps', 'pins'] then return 'A chain needs its steps, or the versions it pins.'; end if;
    if body ? 'steps' and (jsonb_typeof(body -> 'steps') <> 'array' or body -> 'steps' = '[]') then return 'The steps of a chain are a list, and not an empty one.'; end if;
    if body ? 'pins' and jsonb_typeof(body -> 'pins') <> 'array' then return 'The pins of a chain are a list.'; end if;
  when 'embedding_index' then
    if coalesce(body ->> 'embedder', '') = '' then return 'An embedding index needs its embedder.'; end if;
    if coalesce(body ->> 'dimensions', '') !~ '^[1-9][0-9]{0,6}$' then return 'An embedding index needs its dimensions.'; end if;
  when 'endpoint' then
    if coalesce(body ->> 'address', body ->> 'url', '') !~ '^https?://[^[:space:]]+$' then return 'An endpoint needs its address, http or https.'; end if;
  when 'vendor' then
    if coalesce(body ->> 'dpa_until', '') !~ '^\d{4}-\d{2}-\d{2}$' then return 'A vendor needs dpa_until, the day its data processing agreement ends.'; end if;
    if coalesce(body ->> 'data_class_ceiling', 'green') not in ('green', 'yellow', 'red') then
      return 'The data_class_ceiling of a vendor is green, yellow or red.';
    end if;
  when 'template' then
    if exists (select from jsonb_each(body) x where jsonb_typeof(x.value) not in ('string', 'object', 'array')) then return 'A template holds texts.'; end if;
  else null;
  end case;

  if kind in ('dataset', 'embedding_index') and body ? 'rows' and coalesce(body ->> 'rows', '') !~ '^[0-9]{1,18}$' then return 'The rows are a whole number.'; end if;
  if kind = 'dataset' and body ? 'data_class' and coalesce(body ->> 'data_class', '') not in ('green', 'yellow', 'red') then
    return 'The data_class is green, yellow or red.';
  end if;
  return null;
end $$;

drop trigger of_its_kind on countersign_private.version;
drop function countersign_private.on_version_of_its_kind();
create function countersign_private.on_versions_of_their_kind() returns trigger language plpgsql as $$
declare fault text;
begin
  select x.fault into fault from (
    select countersign_private.body_fault((select a.kind from countersign_private.artifact a where a.id = f.artifact),
      convert_from(f.body, 'UTF8')::jsonb) as fault from fresh f offset 0) x
    where x.fault is not null limit 1;
  if fault is not null then
    perform countersign_private.refuse('CS422', 'version.of-kind', fault, '', 'Look at `countersign registry register --help`, or choose another kind.');
  end if;
  return null;
end $$;
create trigger of_its_kind after insert on countersign_private.version referencing new table as fresh
  for each statement execute function countersign_private.on_versions_of_their_kind();
alter table countersign_private.version enable always trigger of_its_kind;

-- Only a body that may name pins is looked through at the end of the transaction. A member's name can be written with escapes.
drop trigger pins_what_it_names on countersign_private.version;
create constraint trigger pins_what_it_names after insert on countersign_private.version
  deferrable initially deferred for each row
  when (position('"pins"'::bytea in new.body) > 0 or position('"snippets"'::bytea in new.body) > 0 or position('\x5c75'::bytea in new.body) > 0)
  execute function countersign_private.on_version_pins();
alter table countersign_private.version enable always trigger pins_what_it_names;

-- As before, but what counts is asked only of an artifact of which something was stated.
create or replace function countersign_private.age_facts(artifact_id bigint, cause text) returns void language plpgsql as $$
declare
  counts bigint;
  aged record;
begin
  if not exists (select from countersign_private.fact f where f.artifact = artifact_id) then return; end if;
  counts := countersign_private.version_that_counts(artifact_id);
  perform countersign_private.take_artifact(artifact_id);
  for aged in
    select s.* from countersign_private.fact f
    join countersign_private.fact_state s on s.fact = f.id and s.valid_to = 'infinity' and s.state in ('answered', 'confirmed')
    join countersign_private.fact_answer x on x.id = s.answer
    where f.artifact = artifact_id and x.version <= counts and x.basis <> countersign_private.fact_basis(f.key, counts)
    order by f.id
  loop
    perform countersign_private.move_fact(aged.fact, 'stale', aged.owner, null, null, '', aged.answer, cause);
  end loop;
end $$;

-- What registers a version records its pins, too, and then lets facts age: no trigger has to wait for the end of the transaction.
drop trigger ages_facts on countersign_private.version;
drop function countersign_private.on_version_ages_facts();

-- Only a body that may name itself a bundle is looked at as one.
drop trigger of_a_gate on countersign_private.version;
create trigger of_a_gate before insert on countersign_private.version for each row
  when (position('promotions'::bytea in new.body) > 0 or position('\x5c75'::bytea in new.body) > 0)
  execute function countersign_private.on_gate_policy_version();
alter table countersign_private.version enable always trigger of_a_gate;

-- What is no object is refused by its kind, as it was.
drop trigger system_is_readable on countersign_private.version;
create trigger system_is_readable before insert on countersign_private.version for each row
  when (ltrim(convert_from(new.body, 'UTF8'), E' \t\r\n') like '{%') execute function countersign_private.on_system_version();
alter table countersign_private.version enable always trigger system_is_readable;

-- Their places in the lineage, all at once.
drop trigger in_lineage on countersign_private.version;
drop function countersign_private.on_version_in_lineage();
create function countersign_private.on_versions_in_lineage() returns trigger language plpgsql as $$
declare
  office constant text := (select 'countersign://' || c.name from countersign_private.catalog c);
  at constant timestamptz := countersign_private.clock();
  made bigint[];
  called text[];
  keys bytea[];
begin
  select array_agg(f.id order by f.id), array_agg((select case a.kind when 'embedding_index' then 'index' else a.kind end || '/' || a.name
      from countersign_private.artifact a where a.id = f.artifact) || '@' || f.label order by f.id)
    into made, called from fresh f;
  keys := array(select countersign_private.lineage_key('dataset', office, x.called, null) from unnest(called) with ordinality x (called, place) order by x.place);
  insert into countersign_private.lineage_node (key, kind, namespace, name, recorded_at)
  select x.key, 'dataset', office, x.called, at from unnest(keys, called) x (key, called) on conflict do nothing;
  -- An event may have told of one before it was registered.
  insert into countersign_private.lineage_version (version, node)
  select x.id, (select n.id from countersign_private.lineage_node n where n.key = x.key) from unnest(made, keys) x (id, key) on conflict do nothing;
  return null;
end $$;
create trigger in_lineage after insert on countersign_private.version referencing new table as fresh
  for each statement execute function countersign_private.on_versions_in_lineage();
alter table countersign_private.version enable always trigger in_lineage;

-- Registering -----------------------------------------------------------------------------------------------------------

-- Registers versions, in the order in which they are given: lists of equal length, an entry a version. What is the same for all
-- is said once. The same content is the same version: nothing is written then, and `is_new` is false. A version without a
-- parent of its own comes from the one before it of the same artifact, the first from the newest there is.
-- `pins` is a JSON list of {place, artifact, selector, role}; places count from 1.
create function countersign_private.register_all(
  names text[], kind text, team text, owner text, tier text, purpose text, labels text[], bodies bytea[], messages text[], parents text[],
  sources text[], pins jsonb, effective timestamptz[], channel text)
returns table (place bigint, version_label text, digest bytea, is_new boolean, activity bigint)
language plpgsql as $$
#variable_conflict use_variable
declare
  who constant text := countersign_private.require_role('builder', 'lead');
  here constant text := session_user;
  own_team text;
  of_office boolean;
  reading boolean := false;
  artifacts bigint[];
  digests bytea[];
  some_are_new boolean := false;
  changing bigint[] := '{}';
  retired bigint[] := '{}';
  pin_places bigint[] := '{}';
  pinned bigint[] := '{}';
  first_made bigint;
  last_made bigint;
  how_many bigint;
  lines bigint[];
  at timestamptz;
  s record;
  broken text;
begin
  if team is null or not exists (select from countersign_private.team t where t.key = team) then
    perform countersign_private.refuse('CS404', 'team.unknown', format('There is no team called %s.', left(coalesce(team, ''), 63)), '', 'Name one of the teams.');
  end if;
  if owner is not null and not exists (select from countersign_private.person x where x.key = owner) then
    perform countersign_private.refuse('CS404', 'person.unknown', format('There is no person called %s.', left(owner, 63)), '', 'Name one of the people.');
  end if;
  if array_position(names, null) is not null then
    perform countersign_private.refuse('CS422', 'artifact.name', 'A name has 1 to 400 characters and none that command a terminal.', '', 'Choose another name.');
  end if;
  if array_position(bodies, null) is not null then
    perform countersign_private.refuse('CS422', 'version.body', 'The body of a version must be JSON.', '', 'Hand in canonical JSON (RFC 8785).');
  end if;
  digests := array(select sha256(x.body) from unnest(bodies) with ordinality x (body, place) order by x.place);

  artifacts := array(select a.id from unnest(names) with ordinality n (name, place)
    left join countersign_private.artifact a on a.name = n.name order by n.place);
  if array_position(artifacts, null) is not null then
    insert into countersign_private.artifact (name, kind, created_by)
    select distinct n.name, kind, who from unnest(names) n (name)
    where not exists (select from countersign_private.artifact a where a.name = n.name) order by n.name
    on conflict on constraint artifact_name_key do nothing;
    artifacts := array(select a.id from unnest(names) with ordinality n (name, place)
      left join countersign_private.artifact a on a.name = n.name order by n.place);
  end if;
  insert into countersign_private.artifact_turn as t (artifact) select distinct x.id from unnest(artifacts) x (id) order by x.id
    on conflict on constraint artifact_turn_pkey do update set turn = t.turn + 1;
  at := countersign_private.clock();

  select x.team, t.is_office into own_team, of_office
    from countersign_private.person x left join countersign_private.team t on t.key = x.team where x.key = who;
  for s in
    select a.id, a.name, a.kind, o.team, o.owner, o.tier, o.purpose, o.retired
    from (select distinct y.id from unnest(artifacts) y (id)) x join countersign_private.artifact a on a.id = x.id
    left join countersign_private.artifact_state o on o.artifact = a.id and o.valid_to = 'infinity'
  loop
    if s.kind <> kind then
      perform countersign_private.refuse('CS409', 'artifact.kind', format('%s is a %s, not a %s.', s.name, s.kind, kind), '', 'Choose another name.');
    end if;
    if (of_office or own_team = coalesce(s.team, team)) is not true then
      perform countersign_private.refuse('CS403', 'artifact.team', format('%s belongs to another team.', s.name),
        'Builders register what is their own team''s.', 'Ask a builder of that team.');
    end if;
    if s.retired then retired := retired || s.id; end if;
    if s.team is null then some_are_new := true;
    elsif (s.team, s.owner, s.tier, s.purpose) is distinct from
       (team, coalesce(owner, s.owner), coalesce(tier, s.tier), coalesce(nullif(purpose, ''), s.purpose)) then
      changing := changing || s.id;
    end if;
  end loop;
  if retired <> '{}' then
    select names[x.place] into broken from unnest(artifacts, digests) with ordinality x (artifact, digest, place)
      where x.artifact = any (retired) and not exists (
        select from countersign_private.version v where v.artifact = x.artifact and v.digest = x.digest) limit 1;
    if broken is not null then
      perform countersign_private.refuse('CS409', 'artifact.retired', format('%s is retired.', broken), '', 'Register under another name.');
    end if;
  end if;

  reading := true;
  with given as (
    select u.* from unnest(artifacts, labels, bodies, digests, messages, parents, sources, effective) with ordinality
      u (artifact, label, body, digest, message, parent, source, effective, place)),
  known as (
    select g.*, v.id as version, row_number() over (partition by g.artifact, g.digest order by g.place) as time
    from given g left join countersign_private.version v on v.artifact = g.artifact and v.digest = g.digest),
  numbered as (
    select k.*, case when k.version is null and k.time = 1 then nextval('countersign_private.version_id_seq') end as fresh
    from (select * from known x order by x.place) k),
  standing as (
    select n.*, coalesce(n.version, first_value(n.fresh) over (partition by n.artifact, n.digest order by n.place)) as stands_for from numbered n),
  following as (
    select x.*, lag(x.stands_for) over in_order as before, count(x.fresh) over in_order as nth
    from standing x window in_order as (partition by x.artifact order by x.place)),
  made as (
    insert into countersign_private.version (id, artifact, number, label, body, digest, author, message, parent, source, effective_at, recorded_at)
      overriding system value
    select f.fresh, f.artifact, coalesce(newest.number, 0) + f.nth, coalesce(f.label, (coalesce(newest.number, 0) + f.nth)::text), f.body, f.digest,
      who, f.message, case when f.parent is null then coalesce(f.before, newest.id)
        else countersign_private.find_version(names[f.place], f.parent) end, f.source, coalesce(f.effective, at), at
    from following f left join lateral (
      select v.id, v.number from countersign_private.version v where v.artifact = f.artifact order by v.number desc limit 1) newest on true
    where f.fresh is not null order by f.fresh
    returning id)
  select min(m.id), max(m.id), count(*) into first_made, last_made, how_many from made m;
  reading := false;

  if how_many > 0 then
    if some_are_new then
      insert into countersign_private.artifact_state (artifact, team, owner, tier, purpose, changed_by, reason, effective_at, valid_from)
      select x.id, team, owner, tier, coalesce(purpose, ''), who, messages[x.place], coalesce(effective[x.place], at), at
      from (select distinct on (y.id) y.id, y.place from unnest(artifacts) with ordinality y (id, place)
            order by y.id, y.place) x
      where (select o.artifact from countersign_private.artifact_state o where o.artifact = x.id and o.valid_to = 'infinity') is null;
    end if;
    if changing <> '{}' then
      for s in
        select o.*, array_position(artifacts, o.artifact) as place from unnest(changing) x (id)
        join countersign_private.artifact_state o on o.artifact = x.id and o.valid_to = 'infinity'
        where exists (select from countersign_private.version v where v.artifact = x.id and v.id between first_made and last_made)
        order by o.artifact
      loop
        perform countersign_private.change_artifact(s.artifact, greatest(at, s.valid_from + interval '1 microsecond'), team, coalesce(owner, s.owner),
          coalesce(tier, s.tier), coalesce(nullif(purpose, ''), s.purpose), who, messages[s.place], effective[s.place]);
      end loop;
    end if;
    update countersign_private.model_seen x set registered_at = at
      from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact
      where v.id between first_made and last_made and v.xid = pg_current_xact_id()
        and x.tenant = 1 and x.model = a.name and x.model_version = v.label and x.registered_at = 'infinity';
  end if;

  if pins <> '[]' then
    if exists (select from jsonb_to_recordset(pins) p (place bigint) where (p.place between 1 and cardinality(names)) is not true) then
      perform countersign_private.refuse('CS422', 'version.lists', 'A pin names no version of those that are registered.', '',
        'Count its place from 1, in the order of the lists.');
    end if;
    select array_agg(p.place), array_agg(countersign_private.find_version(p.artifact, p.selector)) into pin_places, pinned
      from jsonb_to_recordset(pins) p (place bigint, artifact text, selector text);
    insert into countersign_private.dependency (version, on_version, role)
    select distinct v.id, o.version, o.role
    from (select x.place, pinned[x.nth] as version, x.role
          from rows from (jsonb_to_recordset(pins) as (place bigint, role text)) with ordinality x (place, role, nth)) o
    join countersign_private.version v on v.artifact = artifacts[o.place] and v.digest = digests[o.place]
    where v.id between first_made and last_made and v.xid = pg_current_xact_id();
  end if;
  if how_many < cardinality(names) then
    -- What is pinned belongs to the content: a chain names its pins in its body.
    select names[x.place] || '@' || v.label into broken
      from unnest(artifacts, digests) with ordinality x (artifact, digest, place)
      join countersign_private.version v on v.artifact = x.artifact and v.digest = x.digest
      where array(select o.version from unnest(pin_places, pinned) o (place, version) where o.place = x.place order by 1)
        <> array(select d.on_version from countersign_private.dependency d where d.version = v.id order by 1) limit 1;
    if broken is not null then
      perform countersign_private.refuse('CS409', 'version.pins', format('%s has the same body and pins other versions.', broken), '',
        'Name what is pinned in the body, too.');
    end if;
  end if;

  if how_many > 0 then
    perform countersign_private.age_facts(v.artifact, format('%s@%s was registered.', a.name, v.label))
      from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact
      where v.id between first_made and last_made and v.xid = pg_current_xact_id()
        and exists (select from countersign_private.fact f where f.artifact = v.artifact);
    with told as (
      insert into countersign_private.activity (recorded_at, person, login, act, subject_kind, subject, reason, detail, channel)
      select at, who, here, 'version.register', 'version', a.name || '@' || v.label, v.message,
        jsonb_build_object('digest', encode(v.digest, 'hex'), 'number', v.number), channel
      from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact
      where v.id between first_made and last_made and v.xid = pg_current_xact_id() order by v.id
      returning id)
    select array_agg(t.id order by t.id) into lines from told t;
  end if;
  -- Lines were written in the order of the versions that were made, which is that of their places.
  return query
    select x.place, x.label, x.digest, x.made, case when x.made then lines[count(*) filter (where x.made) over (order by x.place)] end
    from (
      select n.place, v.label, v.digest, coalesce(v.id between first_made and last_made and v.xid = pg_current_xact_id(), false)
        and row_number() over (partition by v.id order by n.place) = 1 as made
      from unnest(artifacts, digests) with ordinality n (artifact, digest, place)
      join countersign_private.version v on v.artifact = n.artifact and v.digest = n.digest) x
    order by x.place;
exception
when data_exception or program_limit_exceeded then
  if not reading then raise; end if;
  perform countersign_private.refuse('CS422', 'version.body', 'The body of a version must be JSON.', '', 'Hand in canonical JSON (RFC 8785).');
when unique_violation then
  get stacked diagnostics broken = constraint_name;
  if broken not like 'version\_artifact\_%' then raise; end if;
  select format('%s has another version called %s.', x.name, x.label) into broken
    from unnest(names, labels, bodies) x (name, label, body)
    where exists (select from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact
                  where a.name = x.name and v.label = x.label and v.digest <> sha256(x.body))
      or exists (select from unnest(names, labels, bodies) y (name, label, body) where y.name = x.name and y.label = x.label and y.body <> x.body) limit 1;
  perform countersign_private.refuse('CS409', 'version.label-taken', coalesce(broken, 'The next number is the label of another version.'), '',
    'Choose another label, or none.');
when check_violation then
  -- What a name, a kind, a tier and a label may be is said once, by the tables.
  get stacked diagnostics broken = constraint_name;
  case broken
  when 'artifact_name_check' then
    perform countersign_private.refuse('CS422', 'artifact.name', 'A name has 1 to 400 characters and none that command a terminal.', '', 'Choose another name.');
  when 'artifact_kind_check' then
    perform countersign_private.refuse('CS422', 'artifact.kind-unknown', format('There is no kind called %s.', left(kind, 60)), '', 'Choose one of the registry''s kinds.');
  when 'artifact_state_tier_check' then
    perform countersign_private.refuse('CS422', 'tier.unknown', format('There is no tier called %s.', left(tier, 60)), '', 'Choose low, medium or high.');
  when 'version_label_check' then
    perform countersign_private.refuse('CS422', 'version.label', 'A label has 1 to 200 characters, none that command a terminal, and begins with neither ENV: nor sha256:.',
      '', 'Choose another label, or none.');
  else raise;
  end case;
end $$;

-- Says anew what may change about an artifact. Whoever is about to sign for it has read another owner or another tier.
create function countersign_private.change_artifact(
  artifact_id bigint, at timestamptz, team text, owner text, tier text, purpose text, who text, reason text, effective_at timestamptz)
returns void language plpgsql as $$
begin
  update countersign_private.artifact_state x set valid_to = at where x.artifact = artifact_id and x.valid_to = 'infinity';
  insert into countersign_private.artifact_state (artifact, team, owner, tier, purpose, changed_by, reason, effective_at, valid_from)
  values (artifact_id, team, owner, tier, purpose, who, reason, coalesce(change_artifact.effective_at, at), at);
  perform countersign_private.touch_promotions(x.id) from countersign_private.version x where x.artifact = artifact_id and exists (
    select from countersign_private.promotion asked join countersign_private.promotion_state o
      on o.promotion = asked.id and o.valid_to = 'infinity' and o.state = 'open'
    where asked.version = x.id);
end $$;

-- What these ask for is found by its key, one after the other: plans are made once a session, maybe while the registry is empty,
-- and must serve when it is large.

-- One version. The same content is the same version: nothing is written then, and `is_new` is false.
create or replace function countersign.register_version(
  artifact_name text, kind text, team text, owner text, tier text, purpose text, label text, body bytea, message text,
  parent_label text default null, source text default null, pins jsonb default '[]', effective_at timestamptz default null,
  channel text default 'sql')
returns table (version_label text, digest bytea, is_new boolean, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_bitmapscan = off
  set enable_material = off as $$
#variable_conflict use_variable
begin
  if pins <> '[]' then
    pins := (select jsonb_agg(x.pin || '{"place": 1}') from jsonb_array_elements(pins) x (pin));
  end if;
  return query select x.version_label, x.digest, x.is_new, x.activity
    from register_all(array[artifact_name], kind, team, owner, tier, purpose, array[label], array[body], array[message], array[parent_label],
      array[source], pins, array[effective_at], channel) x;
end $$;

-- Many versions of one kind, owner and tier, in the order given: all of them, or none. An entry of a list
-- is a version; a list that is left out has nothing to say of any.
create function countersign.register_versions(
  artifact_names text[], kind text, team text, owner text, tier text, purpose text, labels text[], bodies bytea[], messages text[],
  parents text[] default null, sources text[] default null, pins jsonb default '[]', effective_at timestamptz[] default null, channel text default 'sql')
returns table (place bigint, version_label text, digest bytea, is_new boolean, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_bitmapscan = off
  set enable_material = off as $$
#variable_conflict use_variable
declare total constant integer := coalesce(cardinality(artifact_names), 0);
begin
  if total = 0 or array_ndims(artifact_names) <> 1 or cardinality(bodies) is distinct from total or cardinality(messages) is distinct from total
     or cardinality(coalesce(labels, array_fill(null::text, array[total]))) <> total
     or cardinality(coalesce(parents, array_fill(null::text, array[total]))) <> total
     or cardinality(coalesce(sources, array_fill(null::text, array[total]))) <> total
     or cardinality(coalesce(effective_at, array_fill(null::timestamptz, array[total]))) <> total then
    perform refuse('CS422', 'version.lists', 'The lists that say the versions are not of one length, or are empty.', '', 'Give each version an entry in every list, or leave a list out.');
  end if;
  -- Whatever their lists count from, places count from 1.
  artifact_names := array(select x.said from unnest(artifact_names) with ordinality x (said, place) order by x.place);
  messages := array(select x.said from unnest(messages) with ordinality x (said, place) order by x.place);
  effective_at := array(select x.said from unnest(coalesce(effective_at, array_fill(null::timestamptz, array[total]))) with ordinality x (said, place)
    order by x.place);
  return query select * from register_all(artifact_names, kind, team, owner, tier, purpose, coalesce(labels, array_fill(null::text, array[total])),
    bodies, messages, coalesce(parents, array_fill(null::text, array[total])), coalesce(sources, array_fill(null::text, array[total])), pins,
    effective_at, channel);
end $$;
-- Asks for its own role.
grant execute on function
  countersign.register_versions(text[], text, text, text, text, text, text[], bytea[], text[], text[], text[], jsonb, timestamptz[], text)
  to countersign_viewer;
