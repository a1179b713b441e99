-- Long because a key, the text it signs and the rule that checks both are judged together.
--
-- Who signs a promotion signs a text: one plain text of the whole request, made here, kept here, and named by its SHA-256 in
-- an envelope (DSSE over an in-toto statement) that a person's own Ed25519 key has signed.
--
-- What this database can check, it checks: that the envelope states this promotion, its revision, version, gate and text, and
-- that its key is trusted now and the signer's. It has no Ed25519: whether the 64 bytes are that key's signature is checked by
-- whoever writes them, by `promote verify`, by `catalog check`, and by any DSSE verifier.

-- Keys --------------------------------------------------------------------------------------------------------------------

create table countersign_private.signing_key (
  id bigint generated always as identity primary key,
  -- As `ssh-add -l` prints it, so that it can be compared over another channel.
  fingerprint text not null unique check (fingerprint ~ '^SHA256:[A-Za-z0-9+/]{43}$'),
  public_key bytea not null unique check (octet_length(public_key) = 32),
  person text not null references countersign_private.person,
  name text not null check (name <> '' and length(name) <= 200 and name !~ '[[:cntrl:]]'),
  login text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.signing_key (person);
call countersign_private.guard_facts('countersign_private.signing_key');

create table countersign_private.signing_key_state (
  key bigint not null references countersign_private.signing_key,
  state text not null check (state in ('waiting', 'trusted', 'revoked')),
  -- A trusted key signs until then.
  trusted_until timestamptz check ((state = 'trusted') = (trusted_until is not null)),
  changed_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index signing_key_state_now on countersign_private.signing_key_state (key) where valid_to = 'infinity';
create index signing_key_state_past on countersign_private.signing_key_state (key, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.signing_key_state');

-- Environments whose promotions are signed with keys alone.
create table countersign_private.signature_rule (
  environment text not null references countersign_private.environment,
  needs_key boolean not null,
  changed_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index signature_rule_now on countersign_private.signature_rule (environment) where valid_to = 'infinity';
create index signature_rule_past on countersign_private.signature_rule (environment, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.signature_rule');

-- Who asked that an environment should no longer need keys: another person confirms it.
create table countersign_private.signature_rule_request (
  id bigint generated always as identity primary key,
  environment text not null references countersign_private.environment,
  person text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.signature_rule_request');

create function countersign_private.needs_key(environment text) returns boolean language sql stable as $$
  select coalesce((select r.needs_key from countersign_private.signature_rule r
    where r.environment = needs_key.environment and r.valid_to = 'infinity'), false)
$$;

-- SSH's own form of an Ed25519 public key, digested as OpenSSH does.
create function countersign_private.key_fingerprint(public_key bytea) returns text language sql immutable as $$
  select 'SHA256:' || rtrim(encode(sha256('\x0000000b'::bytea || convert_to('ssh-ed25519', 'UTF8') || '\x00000020'::bytea || public_key), 'base64'), '=')
$$;

create function countersign_private.find_key(fingerprint text) returns countersign_private.signing_key language plpgsql stable as $$
declare k countersign_private.signing_key;
begin
  select * into k from countersign_private.signing_key x where x.fingerprint = find_key.fingerprint;
  if not found then
    perform refuse('CS404', 'key.unknown', 'The catalog has no such key.', '', 'Look at `countersign key list`.');
  end if;
  return k;
end $$;

create function countersign_private.change_key(k countersign_private.signing_key, to_state text, until timestamptz, who text, reason text)
returns void language plpgsql as $$
declare at timestamptz;
begin
  update signing_key_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.key = k.id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into signing_key_state (key, state, trusted_until, changed_by, reason, valid_from)
  values (k.id, to_state, until, who, reason, coalesce(at, clock()));
end $$;

-- Makes a key known as one's own. It signs nothing before another person trusts it.
create function countersign.add_key(public_key bytea, name text, channel text default 'sql')
returns table (fingerprint text, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_person();
  here constant text := session_user;
  k countersign_private.signing_key;
begin
  if public_key is null or octet_length(public_key) <> 32 then
    perform refuse('CS422', 'key.form', 'A key is the 32 bytes of an Ed25519 public key.', '', 'Use `countersign key new` or `countersign key add`.');
  end if;
  insert into signing_key as made (fingerprint, public_key, person, name, login)
  values (key_fingerprint(public_key), public_key, who, name, here) returning * into k;
  perform change_key(k, 'waiting', null, who, 'added by its owner');
  return query select k.fingerprint, record_activity('key.add', 'key', k.fingerprint, '', jsonb_build_object(
    'person', who, 'name', name, 'public_key', encode(public_key, 'hex')), channel);
exception when unique_violation then
  perform refuse('CS409', 'key.known', 'The catalog knows this key already.', '', 'Make another: a key belongs to one person, and never comes back.');
when check_violation then
  perform refuse('CS422', 'key.name', 'A key''s name has 1 to 200 characters, and none that command a terminal.', '', 'Name it after where it lies.');
end $$;

-- Trusts another person's key, or trusts it for longer. Persons count: one's own key stays one's own at any login.
create function countersign.trust_key(fingerprint text, reason text, until timestamptz default null, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'admin');
  k countersign_private.signing_key := find_key(fingerprint);
  now_state text;
  last_day timestamptz := coalesce(until, clock() + interval '1 year');
begin
  perform require_reason(reason);
  if k.person = who then
    perform refuse('CS403', 'key.own', 'Nobody trusts a key of their own.', '', 'Ask another lead or administrator, and read them the fingerprint.');
  end if;
  select s.state into now_state from signing_key_state s where s.key = k.id and s.valid_to = 'infinity' for update;
  if now_state = 'revoked' then
    perform refuse('CS409', 'key.revoked', 'This key was revoked, and never comes back.', '', 'Ask its owner for a new one.');
  end if;
  if last_day <= clock() or last_day > clock() + interval '3 years' then
    perform refuse('CS422', 'key.until', 'A key is trusted for a time to come, and for three years at most.', '', 'Name another day.');
  end if;
  perform change_key(k, 'trusted', last_day, who, reason);
  return record_activity('key.trust', 'key', k.fingerprint, reason, jsonb_build_object('person', k.person, 'until', last_day,
    'public_key', encode(k.public_key, 'hex')), channel);
end $$;

-- Revokes a key, one's own or as lead or administrator. What it signed for promotions that are still open no longer counts.
create function countersign.revoke_key(fingerprint text, reason text, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_person();
  k countersign_private.signing_key := find_key(fingerprint);
  now_state text;
  touched bigint;
begin
  perform require_reason(reason);
  if k.person <> who then perform require_role('lead', 'admin'); end if;
  select s.state into now_state from signing_key_state s where s.key = k.id and s.valid_to = 'infinity' for update;
  if now_state = 'revoked' then
    perform refuse('CS409', 'key.revoked', 'This key was revoked before.', '', 'Nothing needs to be done.');
  end if;
  perform change_key(k, 'revoked', null, who, reason);
  for touched in
    select distinct x.promotion from approval x join approval_envelope e on e.approval = x.id
    join promotion_state s on s.promotion = x.promotion and s.valid_to = 'infinity' and s.state = 'open'
    where e.key = k.id order by 1 loop
    perform touch_promotion(touched);
  end loop;
  return record_activity('key.revoke', 'key', k.fingerprint, reason, jsonb_build_object('person', k.person), channel);
end $$;

-- Whether promotions into an environment need keys. More is one person's word, less is two persons'.
create function countersign.need_keys(environment text, needed boolean, reason text, channel text default 'sql')
returns table (needs_key boolean, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin');
  at timestamptz;
begin
  perform require_reason(reason);
  if not exists (select from countersign_private.environment e where e.key = need_keys.environment) then
    perform refuse('CS404', 'environment.unknown', format('There is no environment called %s.', left(environment, 60)), '', 'Look at `countersign.environment`.');
  end if;
  if countersign_private.needs_key(environment) = needed then
    perform refuse('CS409', 'key.rule', format('%s %s keys already.', environment, case when needed then 'needs' else 'needs no' end), '', 'Nothing needs to be done.');
  end if;
  if not needed and not exists (select from signature_rule_request r where r.environment = need_keys.environment and r.person <> who
      and r.recorded_at > clock() - interval '7 days'
      and r.recorded_at > (select s.valid_from from signature_rule s where s.environment = need_keys.environment and s.valid_to = 'infinity')) then
    insert into signature_rule_request (environment, person, reason) values (environment, who, reason);
    return query select true, record_activity('key.rule-ask', 'environment', environment, reason, '{}', channel);
    return;
  end if;
  update signature_rule r set valid_to = greatest(clock(), r.valid_from + interval '1 microsecond')
    where r.environment = need_keys.environment and r.valid_to = 'infinity' returning r.valid_to into at;
  insert into signature_rule (environment, needs_key, changed_by, reason, valid_from)
  values (environment, needed, who, reason, coalesce(at, clock()));
  return query select needed, record_activity('key.rule', 'environment', environment, reason, jsonb_build_object('needs_key', needed), channel);
end $$;

-- The text ----------------------------------------------------------------------------------------------------------------

-- Without characters that command a terminal or turn its direction: each stands as \u{…}.
create function countersign_private.visible(words text) returns text language plpgsql immutable as $$
declare one text;
begin
  for one in select distinct m[1] from regexp_matches(words, E'[\\u0001-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]', 'g') m loop
    words := replace(words, one, '\u{' || to_hex(ascii(one)) || '}');
  end loop;
  return words;
end $$;

-- A JSON value as lines: a member a line, nested ones indented, a long text below its name. What is compared line by line.
create function countersign_private.body_lines(value jsonb, name text default null, margin text default '') returns setof text
language plpgsql immutable as $$
declare
  head constant text := margin || visible(name) || ':';
  inside constant text := case when name is null then margin else margin || '  ' end;
  one record;
  words text;
begin
  case jsonb_typeof(value)
  when 'object' then
    if name is not null then return next head || case when value = '{}' then ' none' else '' end; end if;
    for one in select x.key, x.value from jsonb_each(value) x order by x.key collate "C" loop
      return query select * from body_lines(one.value, one.key, inside);
    end loop;
  when 'array' then
    if value = '[]' then return next coalesce(head, margin || 'items:') || ' none'; end if;
    for one in select x.value, x.place from jsonb_array_elements(value) with ordinality x (value, place) loop
      return query select * from body_lines(one.value, coalesce(name || ' ', 'item ') || one.place, margin);
    end loop;
  when 'string' then
    words := value #>> '{}';
    if length(words) <= 60 and position(E'\n' in words) = 0 then
      return next coalesce(head || ' ', margin) || visible(words);
    else
      if name is not null then return next head; end if;
      return query select margin || '  ' || visible(x) from unnest(string_to_array(words, E'\n')) x;
    end if;
  else
    return next coalesce(head || ' ', margin) || value::text;
  end case;
end $$;

-- What changed between two texts: lines that went (-), came (+) and two that stayed around each. The longest common
-- subsequence; where that would take too long, all that went and then all that came.
create function countersign_private.line_difference(before text[], after text[]) returns setof text language plpgsql immutable as $$
declare
  n constant integer := coalesce(cardinality(before), 0);
  m constant integer := coalesce(cardinality(after), 0);
  head integer := 0;
  tail integer := 0;
  rows integer;
  columns integer;
  common integer[];
  i integer;
  j integer;
  marks text[] := '{}';
  said text[] := '{}';
  skipped integer := 0;
begin
  while head < least(n, m) and before[head + 1] = after[head + 1] loop head := head + 1; end loop;
  while tail < least(n, m) - head and before[n - tail] = after[m - tail] loop tail := tail + 1; end loop;
  rows := n - head - tail;
  columns := m - head - tail;
  for i in 1 .. head loop marks := marks || ' '::text; said := said || before[i]; end loop;
  if rows::bigint * columns > 90000 then
    for i in head + 1 .. head + rows loop marks := marks || '-'::text; said := said || before[i]; end loop;
    for j in head + 1 .. head + columns loop marks := marks || '+'::text; said := said || after[j]; end loop;
  else
    -- common[i × (columns + 1) + j + 1]: how many lines the rests from i and j have in common.
    common := array_fill(0, array[(rows + 1) * (columns + 1)]);
    for i in reverse rows - 1 .. 0 loop
      for j in reverse columns - 1 .. 0 loop
        common[i * (columns + 1) + j + 1] := case when before[head + i + 1] = after[head + j + 1]
          then common[(i + 1) * (columns + 1) + j + 2] + 1
          else greatest(common[(i + 1) * (columns + 1) + j + 1], common[i * (columns + 1) + j + 2]) end;
      end loop;
    end loop;
    i := 0;
    j := 0;
    while i < rows or j < columns loop
      if i < rows and j < columns and before[head + i + 1] = after[head + j + 1] then
        marks := marks || ' '::text; said := said || before[head + i + 1]; i := i + 1; j := j + 1;
      elsif j >= columns or (i < rows and common[(i + 1) * (columns + 1) + j + 1] >= common[i * (columns + 1) + j + 2]) then
        marks := marks || '-'::text; said := said || before[head + i + 1]; i := i + 1;
      else
        marks := marks || '+'::text; said := said || after[head + j + 1]; j := j + 1;
      end if;
    end loop;
  end if;
  for i in m - tail + 1 .. m loop marks := marks || ' '::text; said := said || after[i]; end loop;
  for i in 1 .. cardinality(marks) loop
    if ' ' = all (marks[greatest(1, i - 2) : i + 2]) then
      skipped := skipped + 1;
    else
      if skipped > 0 then return next format('  (%s the same)', case skipped when 1 then 'a line' else skipped || ' lines' end); skipped := 0; end if;
      return next marks[i] || ' ' || said[i];
    end if;
  end loop;
  if skipped > 0 then return next format('  (%s the same)', case skipped when 1 then 'a line' else skipped || ' lines' end); end if;
end $$;

-- Words from outside, each line behind a bar, so that none can pass for a line of ours.
create function countersign_private.quoted(words text) returns text language sql immutable as $$
  select coalesce(string_agg('  | ' || countersign_private.visible(x), E'\n' order by place), '  |') from unnest(string_to_array(words, E'\n')) with ordinality y (x, place)
$$;

create function countersign_private.utc(moment timestamptz) returns text language sql immutable as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- The rules by which the catalog decides: the text of every function that says what is required and who may sign.
create function countersign_private.policy_digest() returns bytea language sql stable as $$
  select sha256(convert_to(string_agg(p.proname || E'\n' || p.prosrc, E'\n' order by p.proname collate "C", p.prosrc collate "C"), 'UTF8'))
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'countersign_private'
    and (p.proname in ('why_not_sign', 'signatures_needed') or p.proname like '%requirement%')
$$;

-- What the gate decided: every requirement with its state and value.
create function countersign_private.gate_digest(promotion_id bigint) returns bytea language sql stable
set search_path = pg_catalog, countersign_private, pg_temp set timezone = 'UTC' set datestyle = 'ISO, YMD' set extra_float_digits = 1 as $$
  select sha256(convert_to(coalesce(jsonb_agg(jsonb_build_array(r.id, r.state, r.value, r.bound, r.evidence) order by r.id collate "C"), '[]')::text, 'UTF8'))
  from requirements(promotion_id) r
$$;

-- The whole request as one text: the same bytes in any time zone, locale and session.
create function countersign_private.decision_text_of(promotion_id bigint) returns text language plpgsql stable
set search_path = pg_catalog, countersign_private, pg_temp set timezone = 'UTC' set datestyle = 'ISO, YMD' set extra_float_digits = 1 as $$
declare
  p countersign_private.promotion;
  v countersign_private.version;
  a countersign_private.artifact;
  s countersign_private.artifact_state;
  served countersign_private.version;
  -- What a request may name besides.
  asked jsonb;
  words text;
begin
  select * into p from promotion x where x.id = promotion_id;
  asked := to_jsonb(p);
  select * into v from version x where x.id = p.version;
  select * into a from artifact x where x.id = v.artifact;
  select * into s from artifact_state x where x.artifact = a.id and x.valid_to = 'infinity';
  select w.* into served from pointer x join version w on w.id = x.version
    where x.artifact = a.id and x.environment = p.environment and x.valid_to = 'infinity' order by x.weight desc, x.colour limit 1;
  words := format(E'PROMOTION DECISION\n\nPromotion %s of the catalog %s\n%s@%s may be served by %s.\n\n', p.id, visible((select c.name from catalog c)),
      visible(a.name), visible(v.label), p.environment)
    || format(E'kind       %s, tier %s, owner %s, team %s\n', a.kind, coalesce(s.tier, 'none'), coalesce(s.owner, 'nobody'), s.team)
    || format(E'digest     sha256:%s\n', encode(v.digest, 'hex'))
    || format(E'author     %s\n', v.author)
    || coalesce('parent     ' || (select x.label || ' sha256:' || encode(x.digest, 'hex') from version x where x.id = v.parent) || E'\n', '')
    || coalesce('source     ' || visible(v.source) || E'\n', '')
    || format(E'message\n%s\n', quoted(v.message))
    || format(E'requested  by %s, %s\n%s\n', p.requested_by, utc(p.recorded_at), quoted(p.reason))
    || coalesce((select string_agg(format(E'pins       %s %s@%s sha256:%s\n', visible(d.role), da.name, dv.label, encode(dv.digest, 'hex')), ''
         order by d.role collate "C", da.name collate "C", dv.number)
       from dependency d join version dv on dv.id = d.on_version join artifact da on da.id = dv.artifact where d.version = v.id), '');
  words := words || E'\nWHAT CHANGES\n'
    || case when served.id is null then format(E'%s serves nothing of it now.\n', p.environment)
       else format(E'%s serves %s now, sha256:%s\n', p.environment, served.label, encode(served.digest, 'hex')) end
    || coalesce((select string_agg(x || E'\n', '' order by place) from line_difference(
         case when served.id is null then '{}' else array(select * from body_lines(convert_from(served.body, 'UTF8')::jsonb)) end,
         array(select * from body_lines(convert_from(v.body, 'UTF8')::jsonb))) with ordinality y (x, place)), '');
  words := words || format(E'\nWHAT IS REQUIRED\nrules sha256:%s\ngate  sha256:%s\n', encode(policy_digest(), 'hex'), encode(gate_digest(p.id), 'hex'))
    || coalesce((select string_agg(format(E'%s  %s: %s\n', rpad(replace(r.state, '_', ' '), 14), r.id, visible(r.title))
         || quoted(r.value || case when r.bound <> '' then ', asked: ' || r.bound else '' end) || E'\n'
         || case when coalesce(r.evidence, '') <> '' then quoted(r.evidence) || E'\n' else '' end, ''
         order by case r.state when 'unmet' then 0 when 'met' then 2 when 'not_applicable' then 3 else 1 end, r.id collate "C") from requirements(p.id) r), '')
    || format(E'signatures: %s, none of them by who asked, wrote it or supplied a figure it rests on%s\n', signatures_needed(p),
         case when needs_key(p.environment) then ', each with a key' else '' end);
  words := words || E'\nWHAT IT REACHES\n' || coalesce((
    select string_agg(format(E'%s %s, as %s\n', x.kind, x.name, visible(x.role)), '' order by x.kind collate "C", x.name collate "C", x.role collate "C") from (
      select distinct ua.kind, ua.name, d.role from dependency d join version dv on dv.id = d.on_version and dv.artifact = a.id
      join version uv on uv.id = d.version join artifact ua on ua.id = uv.artifact
      join artifact_state us on us.artifact = ua.id and us.valid_to = 'infinity' and not us.retired) x), E'Nothing else uses it.\n');
  words := words || E'\nROLLOUT\n' || coalesce((
    select string_agg(format(E'now   %s %s, %s %%\n', x.colour, w.label, x.weight), '' order by x.colour)
    from pointer x join version w on w.id = x.version
    where x.artifact = a.id and x.environment = p.environment and x.valid_to = 'infinity'), E'now   nothing\n')
    || format(E'then  %s %s, %s %%\n', p.colour, v.label, p.weight)
    || case when (asked ->> 'weight_limit')::integer > p.weight
         then format(E'      up to %s %%%s\n', asked ->> 'weight_limit', coalesce(', until ' || utc((asked ->> 'shift_until')::timestamptz), '')) else '' end
    || coalesce('      to be signed until ' || utc(nullif((asked ->> 'expires_at')::timestamptz, 'infinity')) || E'\n', '');
  return words;
end $$;

-- The text of each revision. Signatures name one of them.
create table countersign_private.decision_text (
  promotion bigint not null references countersign_private.promotion,
  revision bigint not null,
  body bytea not null,
  digest bytea not null check (digest = sha256(body)),
  gate_digest bytea not null,
  policy_digest bytea not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  primary key (promotion, revision)
);
call countersign_private.guard_facts('countersign_private.decision_text');

create function countersign_private.keep_decision_text(promotion_id bigint, of_revision bigint) returns void language sql as $$
  insert into countersign_private.decision_text (promotion, revision, body, digest, gate_digest, policy_digest)
  select promotion_id, of_revision, x.body, sha256(x.body), countersign_private.gate_digest(promotion_id), countersign_private.policy_digest()
  from (select convert_to(countersign_private.decision_text_of(promotion_id), 'UTF8') as body) x
  on conflict do nothing
$$;

-- At the end of the transaction that changed what a promotion rests on: the figure that made the revision is recorded by then.
create function countersign_private.on_revision() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if exists (select from promotion_state s where s.promotion = new.promotion and s.state = 'open' and s.valid_to = 'infinity')
     and exists (select from promotion_revision r where r.promotion = new.promotion and r.revision = new.revision) then
    perform keep_decision_text(new.promotion, new.revision);
  end if;
  return null;
end $$;
create constraint trigger kept_text after insert on countersign_private.promotion_change
  deferrable initially deferred for each row execute function countersign_private.on_revision();
alter table countersign_private.promotion_change enable always trigger kept_text;

create function countersign_private.touch_promotion(promotion_id bigint) returns bigint language plpgsql as $$
declare made bigint;
begin
  update promotion_revision r set revision = revision + 1 where r.promotion = promotion_id returning revision into made;
  insert into promotion_change (promotion, revision) values (promotion_id, made);
  return made;
end $$;

-- Whether a kept text still says what is so. It is not when something it tells of has changed without touching the promotion.
create function countersign_private.is_as_kept(promotion_id bigint, of_revision bigint) returns boolean language sql stable as $$
  select sha256(convert_to(countersign_private.decision_text_of(promotion_id), 'UTF8')) = d.digest
  from countersign_private.decision_text d where d.promotion = promotion_id and d.revision = of_revision
$$;

-- Begins a new revision when the kept text no longer says what is so; answers the revision that holds.
create function countersign.refresh_decision(promotion bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  at_revision bigint;
  is_open boolean;
begin
  perform require_role('viewer');
  perform take_artifact((select v.artifact from countersign_private.promotion p join version v on v.id = p.version where p.id = refresh_decision.promotion));
  select r.revision, s.state = 'open' into at_revision, is_open from promotion_revision r
    join promotion_state s on s.promotion = r.promotion and s.valid_to = 'infinity' where r.promotion = refresh_decision.promotion for update of r;
  if not found then
    perform refuse('CS404', 'promotion.unknown', format('There is no promotion %s.', promotion), '', 'Look at `countersign promote list`.');
  end if;
  if is_open and is_as_kept(promotion, at_revision) is false then at_revision := touch_promotion(promotion); end if;
  return at_revision;
end $$;

-- The text of a promotion as it stands, or as it stood when it was closed; and whether it still says what is so.
create function countersign.read_decision(promotion bigint)
returns table (revision bigint, body text, digest text, gate_digest text, policy_digest text, version_digest text, catalog text, needs_key boolean, holds boolean)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select d.revision, convert_from(d.body, 'UTF8'), encode(d.digest, 'hex'), encode(d.gate_digest, 'hex'), encode(d.policy_digest, 'hex'),
    encode(v.digest, 'hex'), (select c.name from catalog c), countersign_private.needs_key(p.environment),
    s.state <> 'open' or is_as_kept(p.id, d.revision)
  from countersign_private.promotion p join version v on v.id = p.version
  join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity'
  join promotion_revision r on r.promotion = p.id
  join decision_text d on d.promotion = p.id and d.revision = r.revision
  where p.id = read_decision.promotion
$$;

-- The signature -----------------------------------------------------------------------------------------------------------

create table countersign_private.approval_envelope (
  approval bigint primary key references countersign_private.approval,
  key bigint not null references countersign_private.signing_key,
  -- DSSE as JSON.
  envelope bytea not null check (octet_length(envelope) <= 65536),
  digest bytea not null check (digest = sha256(envelope)),
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.approval_envelope (key);
call countersign_private.guard_facts('countersign_private.approval_envelope');

-- What a signer states. Compared as JSON, so that how it is written is the signer's affair.
create function countersign_private.expected_statement(promotion_id bigint, who text) returns jsonb language sql stable as $$
  select jsonb_build_object('_type', 'https://in-toto.io/Statement/v1', 'predicateType', 'urn:countersign:promotion-decision:v1',
    'subject', jsonb_build_array(jsonb_build_object('name', a.name || '@' || v.label, 'digest', jsonb_build_object('sha256', encode(v.digest, 'hex')))),
    'predicate', jsonb_build_object('catalog', (select c.name from countersign_private.catalog c), 'promotion', p.id, 'revision', d.revision, 'environment', p.environment,
      'decision', 'approve', 'signer', who,
      'gate', jsonb_build_object('decision', 'allow', 'digest', jsonb_build_object('sha256', encode(d.gate_digest, 'hex'))),
      'policy', jsonb_build_object('sha256', encode(d.policy_digest, 'hex')),
      'decision_text', jsonb_build_object('sha256', encode(d.digest, 'hex'))))
  from countersign_private.promotion p join countersign_private.version v on v.id = p.version join countersign_private.artifact a on a.id = v.artifact
  join countersign_private.promotion_revision r on r.promotion = p.id
  join countersign_private.decision_text d on d.promotion = p.id and d.revision = r.revision
  where p.id = promotion_id
$$;

-- Reads an envelope, and refuses one that does not state this decision with a trusted key of this person; answers the key.
create function countersign_private.check_envelope(envelope bytea, promotion_id bigint, who text) returns bigint language plpgsql stable as $$
declare
  outer_json jsonb;
  stated jsonb;
  expected constant jsonb := expected_statement(promotion_id, who);
  k countersign_private.signing_key;
  trust countersign_private.signing_key_state;
  part text;
begin
  begin
    outer_json := convert_from(envelope, 'UTF8')::jsonb;
    stated := convert_from(decode(outer_json ->> 'payload', 'base64'), 'UTF8')::jsonb;
    if outer_json ->> 'payloadType' is distinct from 'application/vnd.in-toto+json' or jsonb_array_length(outer_json -> 'signatures') <> 1
       or octet_length(decode(outer_json #>> '{signatures,0,sig}', 'base64')) is distinct from 64 or stated is null then
      raise exception 'not ours';
    end if;
  exception when others then
    perform refuse('CS422', 'signature.envelope', 'This is no envelope of a decision.', 'A DSSE envelope of an in-toto statement with one Ed25519 signature is expected.',
      'Sign with `countersign promote sign`.');
  end;
  select * into k from signing_key x where x.fingerprint = outer_json #>> '{signatures,0,keyid}';
  if not found or k.person <> who then
    perform refuse('CS403', 'signature.key', 'The key is none of yours.', '', 'Add it with `countersign key add`, and have another person trust it.');
  end if;
  select * into trust from signing_key_state s where s.key = k.id and s.valid_to = 'infinity';
  if trust.state <> 'trusted' or trust.trusted_until <= clock() then
    perform refuse('CS403', 'signature.trust', format('The key is %s.', case when trust.state = 'trusted' then 'no longer trusted: its time is over'
      when trust.state = 'revoked' then 'revoked' else 'not trusted yet' end), '', 'Ask a lead or an administrator for `countersign key trust`.');
  end if;
  if stated <> expected then
    foreach part in array array['decision_text', 'gate', 'policy', 'revision', 'promotion', 'environment', 'decision', 'signer', 'catalog'] loop
      exit when stated -> 'predicate' -> part is distinct from expected -> 'predicate' -> part;
      part := null;
    end loop;
    perform refuse('CS409', 'promotion.changed', 'What was signed is not what stands here.',
      format('The envelope states another %s.', coalesce(replace(part, '_', ' '), 'subject or kind of statement')), 'Read it again, then sign.');
  end if;
  return k.id;
end $$;

-- Signs a promotion as it was read: `revision` names the text. With a key the envelope states it, too.
drop function countersign.sign_promotion(bigint, bigint, text, text);
create function countersign.sign_promotion(promotion bigint, revision bigint, reason text, channel text default 'sql', envelope bytea default null)
returns table (signed integer, needed integer, promoted boolean, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('approver');
  here constant text := session_user;
  p countersign_private.promotion := take_turn(promotion, revision);
  why text := why_not_sign(promotion, who);
  v countersign_private.version;
  text_digest bytea;
  key_id bigint;
  made bigint;
  at timestamptz;
  so_far integer;
  by_key constant boolean := countersign_private.needs_key(p.environment);
  asked constant integer := signatures_needed(p);
begin
  perform require_reason(reason);
  if why is not null then
    perform refuse('CS403', 'promotion.cannot-sign', why, '',
      case when why like 'Unmet%' then 'Meet or mend what is unmet, then sign.' else 'Ask another approver.' end);
  end if;
  perform keep_decision_text(p.id, revision);
  if is_as_kept(p.id, revision) is not true then
    perform refuse('CS409', 'promotion.changed', 'What this promotion rests on has changed since it was read.',
      'Its text no longer says what is so.', 'Read it again: `countersign promote show`.');
  end if;
  if envelope is not null then
    key_id := check_envelope(envelope, p.id, who);
  elsif by_key then
    perform refuse('CS403', 'signature.needed', format('%s is signed for with a key.', initcap(p.environment)), '',
      'Make one with `countersign key new`, and have another person trust it.');
  end if;
  select * into v from countersign_private.version x where x.id = p.version;
  text_digest := (select d.digest from decision_text d where d.promotion = p.id and d.revision = sign_promotion.revision);
  insert into approval (promotion, person, login, approves, revision, version_digest, reason, channel)
  values (p.id, who, here, true, revision, v.digest, reason, channel) returning id into made;
  if key_id is not null then
    insert into approval_envelope (approval, key, envelope, digest) values (made, key_id, envelope, sha256(envelope));
  end if;
  select count(*) into so_far from approval x where x.promotion = p.id and x.approves and x.revision = sign_promotion.revision
    and (not by_key or exists (select from approval_envelope e where e.approval = x.id));
  if so_far >= asked then
    at := close_promotion(p.id, 'promoted', who, reason);
    update pointer x set valid_to = greatest(at, x.valid_from + interval '1 microsecond')
      where x.artifact = v.artifact and x.environment = p.environment and x.colour = p.colour and x.valid_to = 'infinity';
    insert into pointer (artifact, environment, colour, version, weight, promotion, moved_by, reason, effective_at, valid_from)
    values (v.artifact, p.environment, p.colour, v.id, p.weight, p.id, who, p.reason, at,
      greatest(at, (select max(x.valid_to) from pointer x where x.artifact = v.artifact and x.environment = p.environment
                    and x.colour = p.colour and x.valid_to < 'infinity')));
  end if;
  return query select so_far, asked, so_far >= asked,
    record_activity('promotion.sign', 'promotion', p.id::text, reason, jsonb_build_object('revision', revision, 'digest', encode(v.digest, 'hex'),
      'decision_text', encode(text_digest, 'hex'), 'envelope', encode(sha256(envelope), 'hex'), 'signed', so_far, 'needed', asked), channel);
end $$;

-- Reading -----------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('signing_key', $$
  select k.fingerprint, encode(k.public_key, 'hex') as public_key, k.person, k.name, s.state, s.trusted_until, s.changed_by, s.reason,
    k.recorded_at, s.valid_from as changed_at
  from countersign_private.signing_key k join countersign_private.signing_key_state s on s.key = k.id and {now s} $$);
call countersign_private.make_views('decision_text', $$
  select d.promotion, d.revision, convert_from(d.body, 'UTF8') as body, encode(d.digest, 'hex') as digest, encode(d.gate_digest, 'hex') as gate_digest,
    encode(d.policy_digest, 'hex') as policy_digest, d.recorded_at
  from countersign_private.decision_text d where {fact d} $$);
-- With the trust its key had when it signed.
call countersign_private.make_views('approval_envelope', $$
  select x.promotion, x.revision, x.id as approval, x.person, k.fingerprint, encode(k.public_key, 'hex') as public_key, k.person as key_person,
    convert_from(e.envelope, 'UTF8') as envelope, x.recorded_at,
    (select t.changed_by from countersign_private.signing_key_state t where t.key = k.id and t.state = 'trusted' and t.valid_from <= x.recorded_at
      and t.valid_to > x.recorded_at and t.trusted_until > x.recorded_at) as trusted_by
  from countersign_private.approval_envelope e join countersign_private.approval x on x.id = e.approval
  join countersign_private.signing_key k on k.id = e.key where {fact e} $$);
call countersign_private.make_views('signature_rule', $$
  select r.environment, r.needs_key, r.changed_by, r.reason, r.valid_from as recorded_at from countersign_private.signature_rule r where {now r} $$);

grant select on countersign.signing_key, countersign.decision_text, countersign.approval_envelope, countersign.signature_rule,
  countersign_past.signing_key, countersign_past.decision_text, countersign_past.approval_envelope, countersign_past.signature_rule to countersign_viewer;
-- Each of these asks for its own role.
grant execute on function
  countersign.add_key(bytea, text, text),
  countersign.trust_key(text, text, timestamptz, text),
  countersign.revoke_key(text, text, text),
  countersign.need_keys(text, boolean, text, text),
  countersign.refresh_decision(bigint),
  countersign.read_decision(bigint),
  countersign.sign_promotion(bigint, bigint, text, text, bytea)
  to countersign_viewer;

-- Requests that are open when a catalog learns this.
select countersign_private.keep_decision_text(r.promotion, r.revision) from countersign_private.promotion_revision r
join countersign_private.promotion_state s on s.promotion = r.promotion and s.valid_to = 'infinity' and s.state = 'open';
