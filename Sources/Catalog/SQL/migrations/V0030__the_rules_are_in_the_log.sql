-- The log says by which rules the catalog was ruled: a change of a function, view, guard, grant or member is a leaf, and
-- every checkpoint commits to all of them. Exceptions, stops and keys have leaves of their own. Checkpoints go to places
-- that the catalog's administrators do not rule, and each says when it last took one.
-- Long because a released step is one file: what is a leaf, how leaves are taken and how far that has come belong together.

-- Rules as they are ------------------------------------------------------------------------------------------------------

-- Who holds which privilege of something, in one order.
create function countersign_private.acl_words(acl aclitem[]) returns text language sql stable as $$
  select coalesce(string_agg(words, ' ' order by words collate "C"), '') from (
    select case when x.grantee = 0 then 'public' else pg_get_userbyid(x.grantee) end || ':' || lower(x.privilege_type)
      || case when x.is_grantable then '*' else '' end as words
    from aclexplode(acl) x) one
$$;

-- Functions, views, tables, guards, row policies, constraints and unique indexes of this catalog, each with a digest of all
-- that it says and who may use it. `mark`: which writing of the row of the system catalog it is. What was replaced and put
-- back says the same, and has another mark. Months of a table follow their table and are no rules of their own.
create function countersign_private.rules_now() returns table (kind text, name text, digest bytea, mark text)
language sql stable set search_path = pg_catalog, countersign_private, pg_temp as $$
  with room as (select n.oid, n.nspname from pg_namespace n where n.nspname in ('countersign', 'countersign_private', 'countersign_past')),
  relation as (
    select c.*, r.nspname || '.' || c.relname as full_name from pg_class c join room r on r.oid = c.relnamespace where not c.relispartition),
  said as (
    select 'function' as kind, r.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name,
      concat_ws(e'\n', p.prosrc, pg_get_function_result(p.oid), pg_get_function_arguments(p.oid), p.provolatile, p.prosecdef, p.proisstrict,
        p.proleakproof, p.proparallel, array_to_string(p.proconfig, ';'), (select l.lanname from pg_language l where l.oid = p.prolang),
        pg_get_userbyid(p.proowner), acl_words(coalesce(p.proacl, acldefault('f', p.proowner)))) as words, p.xmin::text as mark
    from pg_proc p join room r on r.oid = p.pronamespace
    union all
    select 'view', c.full_name, concat_ws(e'\n', pg_get_viewdef(c.oid), pg_get_userbyid(c.relowner), array_to_string(c.reloptions, ';'),
      acl_words(coalesce(c.relacl, acldefault('r', c.relowner)))), (select w.xmin::text from pg_rewrite w where w.ev_class = c.oid and w.rulename = '_RETURN')
    from relation c where c.relkind = 'v'
    union all
    select 'table', c.full_name, concat_ws(e'\n', pg_get_userbyid(c.relowner), c.relrowsecurity, c.relforcerowsecurity,
      acl_words(coalesce(c.relacl, acldefault('r', c.relowner))),
      (select string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
          pg_get_expr(d.adbin, d.adrelid), acl_words(a.attacl)), e'\n' order by a.attname collate "C")
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)), ''
    from relation c where c.relkind in ('r', 'p')
    union all
    select 'trigger', t.tgname || ' on ' || c.full_name, concat_ws(e'\n', pg_get_triggerdef(t.oid), t.tgenabled), t.xmin::text
    from pg_trigger t join relation c on c.oid = t.tgrelid where not t.tgisinternal
    union all
    select 'policy', p.polname || ' on ' || c.full_name, concat_ws(e'\n', p.polcmd, p.polpermissive,
      (select string_agg(pg_get_userbyid(x), ' ' order by pg_get_userbyid(x)) from unnest(p.polroles) x),
      pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)), p.xmin::text
    from pg_policy p join relation c on c.oid = p.polrelid
    union all
    select 'constraint', x.conname || ' on ' || c.full_name, concat_ws(e'\n', pg_get_constraintdef(x.oid), x.convalidated), ''
    from pg_constraint x join relation c on c.oid = x.conrelid where x.contype in ('c', 'f', 'p', 'u', 'x') and x.conparentid = 0
    union all
    select 'index', i.full_name, concat_ws(e'\n', pg_get_indexdef(x.indexrelid), x.indisvalid), ''
    from pg_index x join relation i on i.oid = x.indexrelid where x.indisunique)
  select s.kind, s.name, sha256(convert_to(s.words, 'UTF8')), coalesce(s.mark, '') from said s
$$;

-- Who is in our roles, and who stands above all rules. Roles belong to the whole cluster: of the logins those count that a
-- person or program of this catalog has, since no other can act here; the owner's and reader's roles whoever has them.
create function countersign_private.members_now() returns table (kind text, name text, digest bytea, mark text)
language sql stable set search_path = pg_catalog, countersign_private, pg_temp as $$
  select 'member', pg_get_userbyid(m.member) || ' in ' || pg_get_userbyid(m.roleid), sha256(convert_to(m.admin_option::text, 'UTF8')), ''
  from pg_auth_members m where pg_get_userbyid(m.roleid) like 'countersign\_%'
    and (pg_get_userbyid(m.roleid) in ('countersign_owner', 'countersign_reader') or pg_get_userbyid(m.member) like 'countersign\_%'
      or exists (select from person_login l where l.login = pg_get_userbyid(m.member)))
  union all
  select 'above', r.rolname, sha256(convert_to(concat_ws(' ', r.rolsuper, r.rolbypassrls, r.rolcanlogin), 'UTF8')), ''
  from pg_roles r where r.rolsuper or r.rolbypassrls or r.rolname like 'countersign\_%' and r.rolcanlogin
$$;

-- SHA-256 of lines `KIND NAME HEX`, in one order.
create function countersign_private.digest_of_rules(objects jsonb) returns bytea language sql stable as $$
  select sha256(convert_to(coalesce(string_agg(concat_ws(' ', o ->> 0, o ->> 1, o ->> 2) || e'\n', '' order by (o ->> 0) collate "C", (o ->> 1) collate "C"), ''), 'UTF8'))
  from jsonb_array_elements(objects) o
$$;
create function countersign_private.digest_of_marks(objects jsonb) returns bytea language sql stable as $$
  select sha256(convert_to(coalesce(string_agg(concat_ws(' ', o ->> 0, o ->> 1, o ->> 3) || e'\n', '' order by (o ->> 0) collate "C", (o ->> 1) collate "C"), ''), 'UTF8'))
  from jsonb_array_elements(objects) o
$$;

-- A word that changes whenever a rule, guard or member is written, in a few milliseconds.
create function countersign_private.rules_word() returns bytea language sql stable set search_path = pg_catalog, countersign_private, pg_temp as $$
  select sha256(convert_to(concat_ws(' ',
    (select string_agg(p.oid || ':' || p.xmin, ' ' order by p.oid) from pg_proc p where p.pronamespace in (select n.oid from pg_namespace n where n.nspname like 'countersign%')),
    (select string_agg(w.oid || ':' || w.xmin, ' ' order by w.oid) from pg_rewrite w join pg_class c on c.oid = w.ev_class
      where c.relnamespace in (select n.oid from pg_namespace n where n.nspname like 'countersign%')),
    (select string_agg(t.oid || ':' || t.xmin, ' ' order by t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace in (select n.oid from pg_namespace n where n.nspname like 'countersign%') and not t.tgisinternal and not c.relispartition),
    (select string_agg(p.oid || ':' || p.xmin, ' ' order by p.oid) from pg_policy p),
    (select string_agg(c.oid || ':' || c.relrowsecurity || ':' || coalesce(c.relacl::text, ''), ' ' order by c.oid) from pg_class c
      where c.relnamespace in (select n.oid from pg_namespace n where n.nspname like 'countersign%') and not c.relispartition and c.relkind in ('r', 'p', 'v')),
    (select string_agg(x.oid || ':' || x.xmin, ' ' order by x.oid) from pg_constraint x join pg_class c on c.oid = x.conrelid
      where c.relnamespace in (select n.oid from pg_namespace n where n.nspname like 'countersign%') and not c.relispartition),
    (select string_agg(m.roleid || ':' || m.member || ':' || m.admin_option, ' ' order by m.roleid, m.member) from pg_auth_members m),
    (select string_agg(r.oid || ':' || r.rolsuper || r.rolbypassrls || r.rolcanlogin, ' ' order by r.oid) from pg_roles r)), 'UTF8'))
$$;

-- Rules as they were --------------------------------------------------------------------------------------------------------

-- A row each time the rules, or the members, were found to be others than before.
create table countersign_private.rule_record (
  id bigint generated always as identity primary key,
  part text not null check (part in ('rules', 'members')),
  -- [kind, name, digest in hexadecimal, mark] of each, in order.
  objects jsonb not null,
  digest bytea not null check (octet_length(digest) = 32),
  marks bytea not null check (octet_length(marks) = 32),
  -- [kind, name, what] of those that are not as in the row before: added, removed, changed, rewritten (put back), moved (to another cluster).
  changes jsonb not null,
  -- The newest step of the schema.
  migration integer not null,
  system_identifier bigint not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.rule_record (part, id desc);
create index on countersign_private.rule_record (xid);
call countersign_private.guard_facts('countersign_private.rule_record');

-- The word at the newest look.
create table countersign_private.rule_look (
  one boolean primary key default true check (one),
  word bytea not null default '',
  system_identifier bigint not null default 0
);
insert into countersign_private.rule_look default values;
call countersign_private.guard_present('countersign_private.rule_look');

create function countersign_private.record_rules(of_part text, now_objects jsonb) returns boolean
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  here constant bigint := (select c.system_identifier from pg_control_system() c);
  before rule_record;
  found_changes jsonb;
begin
  select * into before from rule_record r where r.part = of_part order by r.id desc limit 1;
  if before.digest = digest_of_rules(now_objects) and before.marks = digest_of_marks(now_objects) and before.system_identifier = here then
    return false;
  end if;
  with old as (select o ->> 0 as kind, o ->> 1 as name, o ->> 2 as digest, o ->> 3 as mark from jsonb_array_elements(before.objects) o),
  new as (select o ->> 0 as kind, o ->> 1 as name, o ->> 2 as digest, o ->> 3 as mark from jsonb_array_elements(now_objects) o)
  select coalesce(jsonb_agg(jsonb_build_array(kind, name,
      case when n_digest is null then 'removed' when o_digest is null then 'added' when o_digest <> n_digest then 'changed' else 'rewritten' end)
      order by kind, name), '[]') into found_changes
  from (select kind, name, o.digest as o_digest, n.digest as n_digest, o.mark as o_mark, n.mark as n_mark
        from old o full join new n using (kind, name)) both_times
  where before.id is not null and (o_digest is distinct from n_digest or before.system_identifier = here and o_mark is distinct from n_mark);
  if before.id is not null and before.system_identifier <> here then
    found_changes := found_changes || jsonb_build_array(jsonb_build_array('catalog', 'all', 'moved'));
  end if;
  insert into rule_record (part, objects, digest, marks, changes, migration, system_identifier)
  values (of_part, now_objects, digest_of_rules(now_objects), digest_of_marks(now_objects), found_changes,
    coalesce((select max(m.number) from migration m), 0), here);
  return true;
end $$;

create function countersign_private.objects_now(part text) returns jsonb language plpgsql stable set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if part = 'rules' then
    return (select jsonb_agg(jsonb_build_array(r.kind, r.name, encode(r.digest, 'hex'), r.mark) order by r.kind collate "C", r.name collate "C") from rules_now() r);
  end if;
  return (select jsonb_agg(jsonb_build_array(r.kind, r.name, encode(r.digest, 'hex'), r.mark) order by r.kind collate "C", r.name collate "C") from members_now() r);
end $$;

-- Looks at the rules; what has changed is recorded, and so becomes a leaf. Answers whether something had.
create function countersign.note_rules(fence bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  here constant bigint := (select c.system_identifier from pg_control_system() c);
  newest constant bytea := rules_word();
  noted boolean;
begin
  perform hold_log(note_rules.fence);
  if exists (select from rule_look l where l.word = newest and l.system_identifier = here) then return false; end if;
  noted := record_rules('rules', objects_now('rules'));
  noted := record_rules('members', objects_now('members')) or noted;
  update rule_look l set word = newest, system_identifier = here;
  return noted;
end $$;

-- More kinds of leaves -----------------------------------------------------------------------------------------------------

alter table countersign_private.log_leaf drop constraint log_leaf_kind_check;
alter table countersign_private.log_leaf add constraint log_leaf_kind_check check (kind in ('generation', 'verdict', 'approval', 'activity',
  'version', 'pointer', 'evaluation', 'rules', 'waiver', 'waiver_state', 'stop', 'stop_state', 'confirmation', 'delegation',
  'signing_key', 'signing_key_state', 'pack'));

create index on countersign_private.waiver (xid);
create index on countersign_private.waiver_state (xid);
create index on countersign_private.stop (xid);
create index on countersign_private.stop_state (xid);
create index on countersign_private.confirmation (xid);
create index on countersign_private.delegation (xid);
create index on countersign_private.signing_key (xid);
create index on countersign_private.signing_key_state (xid);
create index on countersign_private.pack (xid);

create function countersign_private.micros(moment timestamptz) returns bigint language sql immutable parallel safe as $$
  select (extract(epoch from moment) * 1000000)::bigint
$$;

create function countersign_private.leaf_of(r countersign_private.rule_record) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'rules', 'id', r.id, 'part', r.part, 'digest', encode(r.digest, 'hex'), 'marks', encode(r.marks, 'hex'),
    'objects_digest', countersign_private.digest_of(r.objects::text), 'changes', r.changes, 'migration', r.migration,
    'system_identifier', r.system_identifier::text, 'recorded_at', r.recorded_at)
$$;
create function countersign_private.leaf_of(r countersign_private.waiver) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'waiver', 'id', r.id, 'version', r.version,
    'version_digest', (select encode(v.digest, 'hex') from countersign_private.version v where v.id = r.version),
    'environment', r.environment, 'requirement', r.requirement, 'owner', r.owner, 'reason_digest', countersign_private.digest_of(r.reason),
    'expires_at', r.expires_at, 'asked_by', r.asked_by, 'recorded_at', r.recorded_at)
$$;
-- The end of a span is set later, and is not part of its leaf: the next span is.
create function countersign_private.leaf_of(r countersign_private.waiver_state) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'waiver_state', 'waiver', r.waiver, 'state', r.state, 'changed_by', r.changed_by,
    'reason_digest', countersign_private.digest_of(r.reason), 'recorded_at', r.valid_from)
$$;
create function countersign_private.leaf_of(r countersign_private.stop) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'stop', 'id', r.id, 'artifact', r.artifact, 'version', r.version, 'environment', r.environment,
    'stopped_by', r.stopped_by, 'reason_digest', countersign_private.digest_of(r.reason), 'reached_digest', countersign_private.digest_of(r.reached::text),
    'evidence_digest', countersign_private.digest_of(r.evidence::text), 'recorded_at', r.recorded_at)
$$;
create function countersign_private.leaf_of(r countersign_private.stop_state) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'stop_state', 'stop', r.stop, 'state', r.state, 'changed_by', r.changed_by,
    'reason_digest', countersign_private.digest_of(r.reason), 'recorded_at', r.valid_from)
$$;
create function countersign_private.leaf_of(r countersign_private.confirmation) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'confirmation', 'id', r.id, 'artifact', r.artifact, 'environment', r.environment, 'subject', r.subject,
    'words_digest', countersign_private.digest_of(r.words), 'asked_by', r.asked_by, 'reason_digest', countersign_private.digest_of(r.reason),
    'due', r.due, 'recorded_at', r.recorded_at)
$$;
create function countersign_private.leaf_of(r countersign_private.delegation) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'delegation', 'id', r.id, 'from', r.from_person, 'to', r.to_person, 'environment', r.environment,
    'until', r.until, 'reason_digest', countersign_private.digest_of(r.reason), 'recorded_at', r.recorded_at)
$$;
create function countersign_private.leaf_of(r countersign_private.signing_key) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'signing_key', 'id', r.id, 'fingerprint', r.fingerprint, 'public_key', encode(r.public_key, 'hex'),
    'person', r.person, 'name', r.name, 'login', r.login, 'recorded_at', r.recorded_at)
$$;
create function countersign_private.leaf_of(r countersign_private.signing_key_state) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'signing_key_state', 'key', r.key, 'state', r.state, 'trusted_until', r.trusted_until,
    'changed_by', r.changed_by, 'reason_digest', countersign_private.digest_of(r.reason), 'recorded_at', r.valid_from)
$$;
create function countersign_private.leaf_of(r countersign_private.pack) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'pack', 'id', r.id, 'snapshot', r.snapshot, 'scope', r.scope, 'digest', encode(r.digest, 'hex'),
    'bytes', r.bytes, 'signer', r.signer, 'issued_by', r.issued_by, 'recorded_at', r.recorded_at)
$$;

-- Every row that belongs into the log, with its transaction and when it was recorded.
create or replace view countersign_private.log_row as
  select 'generation'::text as kind, r.id::text as subject, r.xid, r.recorded_at from countersign_private.generation r where r.tenant = 1
  union all select 'verdict', r.id::text, r.xid, r.recorded_at from countersign_private.verdict r where r.tenant = 1
  union all select 'approval', r.id::text, r.xid, r.recorded_at from countersign_private.approval r
  union all select 'activity', r.id::text, r.xid, r.recorded_at from countersign_private.activity r
  union all select 'version', r.id::text, r.xid, r.recorded_at from countersign_private.version r
  union all select 'pointer', countersign_private.pointer_subject(r), r.xid, r.valid_from from countersign_private.pointer r
  union all select 'evaluation', r.id::text, r.xid, r.recorded_at from countersign_private.evaluation r
  union all select 'rules', r.id::text, r.xid, r.recorded_at from countersign_private.rule_record r
  union all select 'waiver', r.id::text, r.xid, r.recorded_at from countersign_private.waiver r
  union all select 'waiver_state', r.waiver || '/' || countersign_private.micros(r.valid_from), r.xid, r.valid_from from countersign_private.waiver_state r
  union all select 'stop', r.id::text, r.xid, r.recorded_at from countersign_private.stop r
  union all select 'stop_state', r.stop || '/' || countersign_private.micros(r.valid_from), r.xid, r.valid_from from countersign_private.stop_state r
  union all select 'confirmation', r.id::text, r.xid, r.recorded_at from countersign_private.confirmation r
  union all select 'delegation', r.id::text, r.xid, r.recorded_at from countersign_private.delegation r
  union all select 'signing_key', r.id::text, r.xid, r.recorded_at from countersign_private.signing_key r
  union all select 'signing_key_state', r.key || '/' || countersign_private.micros(r.valid_from), r.xid, r.valid_from from countersign_private.signing_key_state r
  union all select 'pack', r.id::text, r.xid, r.recorded_at from countersign_private.pack r;

-- Content that is gone by an act that was recorded, and not behind everybody's back. Erasure says which.
create function countersign_private.is_erased_by_right(id uuid) returns boolean language sql stable as $$ select false $$;

-- What a leaf of a rarer kind says now; null when its row is gone.
create function countersign_private.rare_leaf(kind text, subject text) returns text language plpgsql stable
set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  number constant bigint := split_part(subject, '/', 1)::bigint;
  since constant bigint := nullif(split_part(subject, '/', 2), '')::bigint;
begin
  return case kind
    when 'rules' then (select leaf_of(r)::text from rule_record r where r.id = number)
    when 'waiver' then (select leaf_of(r)::text from waiver r where r.id = number)
    when 'waiver_state' then (select leaf_of(r)::text from waiver_state r where r.waiver = number and micros(r.valid_from) = since)
    when 'stop' then (select leaf_of(r)::text from stop r where r.id = number)
    when 'stop_state' then (select leaf_of(r)::text from stop_state r where r.stop = number and micros(r.valid_from) = since)
    when 'confirmation' then (select leaf_of(r)::text from confirmation r where r.id = number)
    when 'delegation' then (select leaf_of(r)::text from delegation r where r.id = number)
    when 'signing_key' then (select leaf_of(r)::text from signing_key r where r.id = number)
    when 'signing_key_state' then (select leaf_of(r)::text from signing_key_state r where r.key = number and micros(r.valid_from) = since)
    when 'pack' then (select leaf_of(r)::text from pack r where r.id = number)
  end;
end $$;

-- Leaves from `first` on, with or without a hash, each with what its row says now; null when the row is gone. Whether the
-- content of a generation is the one it commits to: null when it was erased by right, false when it is another or gone
-- without a word. The cases keep one kind's ids from being read as another's.
create or replace function countersign_private.leaves_now(first bigint, most integer, sealed boolean)
returns table (index bigint, kind text, subject text, hash bytea, metadata text, content_holds boolean) language sql stable as $$
  with leaf as materialized (
    select l.index, l.kind, l.subject, l.hash,
      case when l.kind = 'generation' then l.subject::uuid end as id,
      case when l.kind in ('verdict', 'approval', 'activity', 'version', 'evaluation') then l.subject::bigint end as number
    from countersign_private.log_leaf l
    where l.index >= leaves_now.first and (l.hash is not null) = leaves_now.sealed
      -- Those without a hash stand side by side; among the others some may be missing.
      and (leaves_now.sealed or l.index < leaves_now.first + leaves_now.most)
    order by l.index limit leaves_now.most)
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end,
      -- Who seals does not ask, so that content is not even looked up.
      case when not leaves_now.sealed then null
           when c.id is not null then sha256(c.salt || sha256(c.body)) = r.commitment
           when countersign_private.is_erased_by_right(l.id) then null else false end
    from leaf l left join countersign_private.generation r on r.tenant = 1 and r.id = l.id
    left join countersign_private.generation_content c on c.tenant = 1 and c.id = l.id and leaves_now.sealed
    where l.kind = 'generation'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.verdict r on r.tenant = 1 and r.id = l.number where l.kind = 'verdict'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.approval r on r.id = l.number where l.kind = 'approval'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.activity r on r.id = l.number where l.kind = 'activity'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.version r on r.id = l.number where l.kind = 'version'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.artifact is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.pointer r on r.artifact = split_part(l.subject, '/', 1)::bigint and r.environment = split_part(l.subject, '/', 2)
      and r.colour = split_part(l.subject, '/', 3) and countersign_private.pointer_subject(r) = l.subject where l.kind = 'pointer'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.evaluation r on r.id = l.number where l.kind = 'evaluation'
  union all
  select l.index, l.kind, l.subject, l.hash, countersign_private.rare_leaf(l.kind, l.subject), null::boolean
    from leaf l where l.kind in ('rules', 'waiver', 'waiver_state', 'stop', 'stop_state', 'confirmation', 'delegation', 'signing_key', 'signing_key_state', 'pack')
$$;

alter function countersign.read_leaves(bigint, integer) set enable_bitmapscan = off;

-- Taking ---------------------------------------------------------------------------------------------------------------------

-- As in V0013, with an upper bound: rows that a dump brought along carry numbers of their old cluster, which may lie in this
-- one's future. Whatever is visible here and was written here is below the xmax of now; the rest has leaves since the
-- re-anchoring, and is not asked about at every sealing.
create or replace function countersign.take_leaves(fence bigint, most integer)
returns table (index bigint, kind text, subject text, metadata text)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
#variable_conflict use_column
declare
  here constant bigint := (select c.system_identifier from pg_control_system() c);
  now_visible constant pg_snapshot := pg_current_snapshot();
  before log_taking;
  places bigint;
  hashed bigint;
  added bigint;
begin
  perform hold_log(take_leaves.fence);
  if current_setting('transaction_isolation') = 'read committed' then
    perform refuse('CS409', 'log.isolation', 'Leaves are taken in one snapshot.', '', 'Begin with REPEATABLE READ.');
  end if;
  hashed := coalesce((select max(s.size) from log_seal s), 0);
  select * into before from log_taking t order by t.id desc limit 1;
  places := coalesce(before.size_after, 0);
  if places = hashed then
    if before.system_identifier = here and pg_snapshot_xmax(before.snapshot) <= pg_snapshot_xmax(now_visible) then
      insert into log_leaf (index, kind, subject)
      select places - 1 + row_number() over (order by n.xid, n.kind collate "C", n.subject collate "C"), n.kind, n.subject
      from (select r.kind, r.subject, r.xid from log_row r where r.xid >= pg_snapshot_xmax(before.snapshot) and r.xid < pg_snapshot_xmax(now_visible)
            union all
            select r.kind, r.subject, r.xid from log_row r where r.xid = any (array(select pg_snapshot_xip(before.snapshot)))) n
      where not exists (select from log_leaf l where l.kind = n.kind and l.subject = n.subject);
    else
      insert into log_leaf (index, kind, subject)
      select places - 1 + row_number() over (order by n.xid, n.kind collate "C", n.subject collate "C"), n.kind, n.subject
      from log_row n where not exists (select from log_leaf l where l.kind = n.kind and l.subject = n.subject);
    end if;
    get diagnostics added = row_count;
    -- Without a row too: what another cluster's numbers said is believed no longer.
    if added > 0 or before.id is not null and before.system_identifier <> here then
      if places + added > 0 then
        insert into log_taking (size_after, snapshot, system_identifier) values (places + added, now_visible, here);
      end if;
    end if;
  end if;
  return query select l.index, l.kind, l.subject, l.metadata from leaves_now(hashed, take_leaves.most, false) l order by l.index;
end $$;

-- As in V0013, with one look at the clock for all: it reads the catalog's, which took longer than all the rest.
create or replace function countersign.seal_leaves(fence bigint, first bigint, hashes bytea, root bytea, frontier bytea) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  login constant text := session_user;
  n constant bigint := octet_length(hashes) / 32;
  moment constant timestamptz := clock();
  written bigint;
begin
  perform hold_log(fence);
  if first <> coalesce((select max(s.size) from log_seal s), 0) or n < 1 or octet_length(hashes) <> n * 32 then
    perform refuse('CS409', 'log.sealed', 'These leaves are not the next to be sealed.', '', 'Take leaves again.');
  end if;
  update log_leaf l set hash = substring(hashes from (l.index - first)::integer * 32 + 1 for 32), sealed_at = moment
    where l.index >= first and l.index < first + n;
  get diagnostics written = row_count;
  if written <> n then
    perform refuse('CS409', 'log.sealed', 'There are not so many leaves to be sealed.', '', 'Take leaves again.');
  end if;
  insert into log_seal (size, root, frontier, taking, login)
  values (first + n, root, frontier, (select t.id from log_taking t where t.size_after >= first + n order by t.id limit 1), login);
  return first + n;
end $$;

-- Rows without a leaf: those that wait for the next taking, and those that nobody can add by the catalog's functions: the
-- last taking has seen their transaction, or it is none that this cluster has begun.
create or replace function countersign.rows_without_leaf() returns table (kind text, subject text, overlooked boolean)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  here constant bigint := (select c.system_identifier from pg_control_system() c);
  before log_taking;
begin
  perform require_log_reader();
  select * into before from log_taking t order by t.id desc limit 1;
  return query
    select r.kind, r.subject, coalesce(before.system_identifier = here
        and (pg_visible_in_snapshot(r.xid, before.snapshot) or r.xid >= pg_snapshot_xmax(pg_current_snapshot())), false)
    from log_row r where not exists (select from log_leaf l where l.kind = r.kind and l.subject = r.subject);
end $$;

-- Nodes ----------------------------------------------------------------------------------------------------------------------

-- Roots of perfect subtrees of 2^level leaves, for every eighth level: a proof reads hundreds of hashes, not all.
create table countersign_private.log_node (
  level smallint not null check (level in (8, 16, 24, 32)),
  index bigint not null check (index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (level, index)
);
call countersign_private.guard_facts('countersign_private.log_node');

-- Keeps nodes that became whole, 32 bytes each, in one run of a level.
create function countersign.keep_nodes(fence bigint, of_level integer, first bigint, hashes bytea) returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform hold_log(fence);
  insert into log_node (level, index, hash)
  select of_level, first + n, substring(hashes from (n * 32 + 1)::integer for 32) from generate_series(0, octet_length(hashes) / 32 - 1) n
  on conflict on constraint log_node_pkey do nothing;
end $$;

-- Hashes of so many nodes of a level (0: leaves) from one on, for each of several runs; shorter where there are not so many.
create function countersign.tree_nodes(levels integer[], firsts bigint[], counts integer[]) returns table (run integer, hashes bytea)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_log_reader();
  return query
    select w.place::integer, case when w.level = 0
      then (select string_agg(l.hash, ''::bytea order by l.index) from log_leaf l where l.index >= w.first and l.index < w.first + w.count and l.hash is not null)
      else (select string_agg(n.hash, ''::bytea order by n.index) from log_node n where n.level = w.level and n.index >= w.first and n.index < w.first + w.count) end
    from unnest(levels, firsts, counts) with ordinality w (level, first, count, place) order by w.place;
end $$;

-- How it stands ----------------------------------------------------------------------------------------------------------------

-- How far the log is sealed, what waits for it (counted up to 10,001) and since when, and the newest checkpoint. No word of any leaf.
create function countersign.log_standing()
returns table (at timestamptz, size bigint, sealed_at timestamptz, waiting bigint, oldest timestamptz, checkpoint_size bigint, checkpoint_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set enable_seqscan = off set jit = off as $$
#variable_conflict use_column
declare
  here constant bigint := (select c.system_identifier from pg_control_system() c);
  now_visible constant pg_snapshot := pg_current_snapshot();
  before log_taking;
  sealed log_seal;
  signed log_checkpoint;
  n bigint;
  first_at timestamptz;
begin
  perform present_only();
  select * into before from log_taking t order by t.id desc limit 1;
  select * into sealed from log_seal s order by s.size desc limit 1;
  select * into signed from log_checkpoint c order by c.id desc limit 1;
  if before.system_identifier = here and pg_snapshot_xmax(before.snapshot) <= pg_snapshot_xmax(now_visible) then
    select count(*), min(w.recorded_at) into n, first_at from (
      select r.kind, r.subject, r.recorded_at from log_row r where r.xid >= pg_snapshot_xmax(before.snapshot) and r.xid < pg_snapshot_xmax(now_visible)
      union all
      select r.kind, r.subject, r.recorded_at from log_row r where r.xid = any (array(select pg_snapshot_xip(before.snapshot)))
      limit 10001) w
    where not exists (select from log_leaf l where l.kind = w.kind and l.subject = w.subject);
  else
    select count(*), min(w.recorded_at) into n, first_at from (
      select r.recorded_at from log_row r where not exists (select from log_leaf l where l.kind = r.kind and l.subject = r.subject) limit 10001) w;
  end if;
  n := least(10001, n + coalesce(before.size_after, 0) - coalesce(sealed.size, 0));
  return query select clock(), coalesce(sealed.size, 0), sealed.recorded_at, n,
    least(first_at, case when before.size_after > coalesce(sealed.size, 0) then before.recorded_at end), signed.size, signed.recorded_at;
end $$;

-- What a checkpoint commits to besides the leaves: digests of the newest records of rules and members, and of the marks.
create function countersign.rules_standing() returns table (rules bytea, marks bytea, members bytea, system_identifier bigint, migration integer)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_log_reader();
  return query select r.digest, r.marks, m.digest, r.system_identifier, r.migration
    from (select * from rule_record x where x.part = 'rules' order by x.id desc limit 1) r,
      (select * from rule_record x where x.part = 'members' order by x.id desc limit 1) m;
end $$;

-- Rules that are not as a checkpoint said, by its digests: what has changed, and by which right. `what`: added, removed,
-- changed, rewritten; `unkept` when the list of then is not in the catalog any more, `forged` when it is another one.
-- A step of the schema explains its changes, the record of a grant its member.
create function countersign.rules_since(of_part text, then_digest bytea, then_marks bytea)
returns table (kind text, name text, what text, explained boolean)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  here constant bigint := (select c.system_identifier from pg_control_system() c);
  kept rule_record;
  now_objects constant jsonb := objects_now(rules_since.of_part);
begin
  perform require_log_reader();
  select * into kept from rule_record r where r.part = rules_since.of_part and r.digest = then_digest and (then_marks is null or r.marks = then_marks)
    order by r.id desc limit 1;
  if kept.id is null then
    return query select 'catalog'::text, rules_since.of_part, 'unkept'::text, false;
    return;
  end if;
  if digest_of_rules(kept.objects) <> kept.digest or digest_of_marks(kept.objects) <> kept.marks then
    return query select 'catalog'::text, rules_since.of_part, 'forged'::text, false;
    return;
  end if;
  return query
    with old as (select o ->> 0 as kind, o ->> 1 as name, o ->> 2 as digest, o ->> 3 as mark from jsonb_array_elements(kept.objects) o),
    new as (select o ->> 0 as kind, o ->> 1 as name, o ->> 2 as digest, o ->> 3 as mark from jsonb_array_elements(now_objects) o)
    select kind, name,
      case when n.digest is null then 'removed' when o.digest is null then 'added' when o.digest <> n.digest then 'changed' else 'rewritten' end,
      case when rules_since.of_part = 'rules' then coalesce((select max(m.number) from migration m), 0) > kept.migration
        else kind = 'member' and exists (select from activity a where a.act in ('right.grant', 'right.revoke')
          and a.detail ->> 'login' = split_part(name, ' in ', 1) and 'countersign_' || (a.detail ->> 'role') = split_part(name, ' in ', 2)
          and a.act = case when n.digest is null then 'right.revoke' else 'right.grant' end) end
    from old o full join new n using (kind, name)
    where o.digest is distinct from n.digest or kept.system_identifier = here and o.mark is distinct from n.mark
    order by kind, name;
end $$;

-- Rules as they are, to be compared with those of a release.
create function countersign.list_rules() returns table (kind text, name text, digest text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if not (has_role('admin') or has_role('auditor') or has_role('lead') or has_role('sealer')) then
    perform refuse('CS403', 'right.missing', 'The catalog is checked by admin, auditor or lead.', '', 'Ask one of them.');
  end if;
  return query select r.kind, r.name, encode(r.digest, 'hex') from rules_now() r order by r.kind collate "C", r.name collate "C";
end $$;

-- Places outside -----------------------------------------------------------------------------------------------------------------

create table countersign_private.log_place (
  name text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  kind text not null check (kind in ('folder', 'git', 'webhook')),
  address text not null check (address <> '' and length(address) <= 2000 and address !~ '[[:cntrl:]]'),
  every interval not null check (every between interval '1 minute' and interval '31 days'),
  added_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.log_place');

create table countersign_private.log_place_end (
  place text primary key references countersign_private.log_place,
  ended_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.log_place_end');

-- What became of handing a checkpoint over.
create table countersign_private.log_delivery (
  id bigint generated always as identity primary key,
  place text not null references countersign_private.log_place,
  checkpoint bigint not null references countersign_private.log_checkpoint,
  -- Empty: it was taken.
  trouble text not null default '' check (length(trouble) <= 500),
  login text not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index on countersign_private.log_delivery (place, id desc);
create index log_delivery_taken on countersign_private.log_delivery (place, id desc) where trouble = '';
call countersign_private.guard_facts('countersign_private.log_delivery');

create function countersign.add_log_place(name text, kind text, address text, every interval, reason text default '', channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare who text := require_role('admin', 'lead');
begin
  perform require_reason(reason);
  if name is null or name !~ '^[a-z0-9][a-z0-9._-]{0,62}$' then
    perform refuse('CS422', 'place.name', 'This is no name for a place.', '', 'Use small letters, digits, dots, hyphens and underscores, 63 at most.');
  end if;
  if kind is null or kind not in ('folder', 'git', 'webhook') then
    perform refuse('CS422', 'place.kind', 'A place is a folder, git or a webhook.', '', 'Choose one of them.');
  end if;
  if every is null or every not between interval '1 minute' and interval '31 days' then
    perform refuse('CS422', 'place.every', 'A place takes a checkpoint every minute to every month.', '', 'Choose another rhythm.');
  end if;
  if address is null or address = '' or length(address) > 2000 or address ~ '[[:cntrl:]]'
     or kind = 'folder' and address !~ '^/' or kind = 'webhook' and address !~ '^https?://[^/@[:space:]]+(/[^[:space:]]*)?$' then
    perform refuse('CS422', 'place.address', 'This is no address for such a place.', 'A folder begins with a slash, a webhook with http or https and holds no password.', 'Write it whole.');
  end if;
  if exists (select from log_place p where p.name = add_log_place.name) then
    perform refuse('CS409', 'place.exists', format('There is, or was, a place called %s.', name), '', 'Choose another name.');
  end if;
  insert into log_place (name, kind, address, every, added_by) values (name, kind, address, every, who);
  return record_activity('log.place-add', 'place', name, reason, jsonb_build_object('kind', kind, 'address', address, 'every', every), channel);
end $$;

create function countersign.remove_log_place(name text, reason text default '', channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare who text := require_role('admin', 'lead');
begin
  perform require_reason(reason);
  if not exists (select from log_place p where p.name = remove_log_place.name and not exists (select from log_place_end e where e.place = p.name)) then
    perform refuse('CS404', 'place.unknown', format('There is no place called %s.', left(coalesce(name, ''), 63)), '', 'Look at `countersign log places`.');
  end if;
  insert into log_place_end (place, ended_by) values (name, who);
  return record_activity('log.place-remove', 'place', name, reason, '{}', channel);
end $$;

-- Places that take checkpoints: when each last took one and of which size, how many it should have taken since, and what stood in the way last.
create function countersign.log_places()
returns table (name text, kind text, address text, every interval, taken_at timestamptz, taken_size bigint, missed bigint, trouble text, tried_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform present_only();
  return query
    select p.name, p.kind, p.address, p.every, t.recorded_at, c.size,
      floor(extract(epoch from clock_timestamp() - coalesce(t.recorded_at, least(p.recorded_at, clock_timestamp()))) / extract(epoch from p.every))::bigint,
      coalesce(l.trouble, ''), l.recorded_at
    from log_place p
    left join lateral (select d.* from log_delivery d where d.place = p.name and d.trouble = '' order by d.id desc limit 1) t on true
    left join log_checkpoint c on c.id = t.checkpoint
    left join lateral (select d.* from log_delivery d where d.place = p.name order by d.id desc limit 1) l on true
    where not exists (select from log_place_end e where e.place = p.name)
    order by p.name;
end $$;

create function countersign.record_delivery(place text, checkpoint bigint, trouble text) returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare login constant text := session_user;
begin
  perform require_sealer();
  insert into log_delivery (place, checkpoint, trouble, login) values (place, checkpoint, left(trouble, 500), login);
end $$;

-- Rights ---------------------------------------------------------------------------------------------------------------------------

grant execute on function countersign.note_rules(bigint), countersign.keep_nodes(bigint, integer, bigint, bytea), countersign.record_delivery(text, bigint, text)
  to countersign_sealer;
grant execute on function
  countersign.tree_nodes(integer[], bigint[], integer[]), countersign.log_standing(), countersign.rules_standing(),
  countersign.rules_since(text, bytea, bytea), countersign.list_rules(), countersign.log_places()
  to countersign_sealer, countersign_viewer;
grant execute on function countersign.add_log_place(text, text, text, interval, text, text), countersign.remove_log_place(text, text, text)
  to countersign_viewer;
