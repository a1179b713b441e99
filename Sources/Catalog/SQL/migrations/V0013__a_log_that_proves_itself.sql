-- The log: facts become leaves of a Merkle tree (RFC 9162) in the order in which they became visible, and signed
-- checkpoints of it leave the catalog. A sealer outside of SQL hashes; what is hashed is made here from the rows, again at
-- every verification.

create index on countersign_private.pointer (xid);
create index on countersign_private.evaluation (xid);

-- Who seals: one at a time, by a lease with a fence. A row, since any login can hold an advisory lock.
create table countersign_private.log_leader (
  one boolean primary key default true check (one),
  holder text not null default '',
  fence bigint not null default 0,
  lease_until timestamptz not null default '-infinity'
);
insert into countersign_private.log_leader default values;
call countersign_private.guard_present('countersign_private.log_leader');

-- A taking gave their places to all rows that had become visible since the one before. The snapshot says which those were;
-- it means nothing in another cluster.
create table countersign_private.log_taking (
  id bigint generated always as identity primary key,
  size_after bigint not null check (size_after > 0),
  snapshot pg_snapshot not null,
  system_identifier bigint not null,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.log_taking');

-- A leaf has its place before it has its hash.
create table countersign_private.log_leaf (
  index bigint primary key check (index >= 0),
  kind text not null check (kind in ('generation', 'verdict', 'approval', 'activity', 'version', 'pointer', 'evaluation')),
  subject text not null,
  hash bytea check (octet_length(hash) = 32),
  sealed_at timestamptz,
  unique (kind, subject),
  check ((hash is null) = (sealed_at is null))
) with (fillfactor = 60);

create function countersign_private.on_change_of_a_leaf() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.hash is null and new.hash is not null
     and (new.index, new.kind, new.subject) = (old.index, old.kind, old.subject) then
    return new;
  end if;
  perform countersign_private.refuse('CS403', 'fact.immutable', 'Leaves of the log are facts: a hash is set once.',
    format('A %s was tried.', lower(tg_op)), 'Nothing needs to be done.');
  return null;
end $$;
create trigger unchanged before update or delete on countersign_private.log_leaf
  for each row execute function countersign_private.on_change_of_a_leaf();
alter table countersign_private.log_leaf enable always trigger unchanged;
call countersign_private.guard_truncate('countersign_private.log_leaf');
call countersign_private.guard_present('countersign_private.log_leaf');

-- The first `size` leaves have this root. `frontier`: roots of the perfect subtrees at the right edge, largest first.
create table countersign_private.log_seal (
  size bigint primary key check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  frontier bytea not null check (octet_length(frontier) % 32 = 0),
  taking bigint not null references countersign_private.log_taking,
  login text not null,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.log_seal');

create table countersign_private.log_checkpoint (
  id bigint generated always as identity primary key,
  size bigint not null,
  root bytea not null check (octet_length(root) = 32),
  -- A signed note (C2SP tlog-checkpoint), as it was given out.
  note text not null,
  login text not null,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.log_checkpoint');

-- Leaves ------------------------------------------------------------------------------------------------------------------

-- What a leaf says: jsonb, whose text Postgres writes in one way only (keys by length, then by bytes; a space after each
-- colon and comma). Columns are listed one by one, so that a later column does not change old leaves. Words of people
-- stand there as digests. Callers pin the time zone and the form of numbers.
create function countersign_private.digest_of(words text) returns text language sql stable parallel safe as $$
  select encode(sha256(convert_to(words, 'UTF8')), 'hex')
$$;

create function countersign_private.leaf_of(r countersign_private.generation) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'generation', 'id', r.id, 'tenant', r.tenant, 'producer', r.producer,
    'event_id', r.event_id, 'event_key', r.event_key::text, 'at', r.at, 'recorded_at', r.recorded_at, 'receipt', r.receipt,
    'source', r.source, 'operation', r.operation, 'model', r.model, 'model_version', r.model_version, 'prompt', r.prompt,
    'prompt_version', r.prompt_version, 'prompt_id', r.prompt_id, 'service', r.service, 'environment', r.environment,
    'conversation', r.conversation, 'language', r.language, 'user_facing', r.user_facing, 'delivery', r.delivery,
    'data_class', r.data_class, 'tier', r.tier, 'tier_rule', r.tier_rule, 'tokens_in', r.tokens_in, 'tokens_out', r.tokens_out,
    'cost_micros', r.cost_micros, 'currency', r.currency, 'latency_micros', r.latency_micros, 'marks', r.marks)
    || jsonb_build_object('metadata_digest', encode(r.metadata_digest, 'hex'), 'commitment', encode(r.commitment, 'hex'))
$$;

create function countersign_private.leaf_of(r countersign_private.verdict) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'verdict', 'id', r.id, 'tenant', r.tenant, 'item', r.item, 'slot', r.slot,
    'generation', (select i.generation from countersign_private.review_item i where i.tenant = r.tenant and i.id = r.item),
    'reviewer', r.reviewer, 'login', r.login, 'fence', r.fence, 'decision', r.decision, 'reason_digest', countersign_private.digest_of(r.reason),
    'harm_digest', countersign_private.digest_of(r.harm), 'channel', r.channel, 'recorded_at', r.recorded_at)
$$;

create function countersign_private.leaf_of(r countersign_private.approval) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'approval', 'id', r.id, 'promotion', r.promotion, 'person', r.person, 'login', r.login,
    'approves', r.approves, 'revision', r.revision, 'version_digest', encode(r.version_digest, 'hex'),
    'reason_digest', countersign_private.digest_of(r.reason), 'channel', r.channel, 'recorded_at', r.recorded_at)
$$;

create function countersign_private.leaf_of(r countersign_private.activity) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'activity', 'id', r.id, 'recorded_at', r.recorded_at, 'person', r.person, 'login', r.login,
    'act', r.act, 'subject_kind', r.subject_kind, 'subject', r.subject, 'reason_digest', countersign_private.digest_of(r.reason),
    'detail_digest', countersign_private.digest_of(r.detail::text), 'channel', r.channel)
$$;

-- The digest of the body is taken again, beside the one that is stored.
create function countersign_private.leaf_of(r countersign_private.version) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'version', 'id', r.id, 'artifact', r.artifact,
    'artifact_name', (select a.name from countersign_private.artifact a where a.id = r.artifact),
    'artifact_kind', (select a.kind from countersign_private.artifact a where a.id = r.artifact),
    'number', r.number, 'label', r.label, 'digest', encode(r.digest, 'hex'), 'body_digest', encode(sha256(r.body), 'hex'),
    'author', r.author, 'message_digest', countersign_private.digest_of(r.message), 'parent', r.parent, 'source', r.source,
    'pins', (select jsonb_agg(jsonb_build_array(d.on_version, d.role) order by d.on_version, d.role collate "C")
             from countersign_private.dependency d where d.version = r.id),
    'effective_at', r.effective_at, 'recorded_at', r.recorded_at)
$$;

-- The end of a span is set later, and is not part of its leaf: the next move is.
create function countersign_private.leaf_of(r countersign_private.pointer) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'pointer', 'artifact', r.artifact, 'environment', r.environment, 'colour', r.colour,
    'version', r.version,
    'version_digest', (select encode(v.digest, 'hex') from countersign_private.version v where v.id = r.version),
    'weight', r.weight, 'promotion', r.promotion, 'moved_by', r.moved_by, 'reason_digest', countersign_private.digest_of(r.reason),
    'effective_at', r.effective_at, 'recorded_at', r.valid_from)
$$;

create function countersign_private.leaf_of(r countersign_private.evaluation) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'evaluation', 'id', r.id, 'version', r.version,
    'version_digest', (select encode(v.digest, 'hex') from countersign_private.version v where v.id = r.version),
    'suite', r.suite, 'metric', r.metric, 'value', r.value, 'bound', r.bound, 'at_least', r.at_least, 'n', r.n,
    'report_digest', encode(r.report_digest, 'hex'), 'supplied_by', r.supplied_by, 'effective_at', r.effective_at, 'recorded_at', r.recorded_at)
$$;

-- A move of a pointer has no number: artifact, environment, colour and microsecond name it.
create function countersign_private.pointer_subject(r countersign_private.pointer) returns text language sql stable parallel safe as $$
  select r.artifact || '/' || r.environment || '/' || r.colour || '/' || (extract(epoch from r.valid_from) * 1000000)::bigint
$$;

-- Every row that belongs into the log.
create view countersign_private.log_row as
  select 'generation'::text as kind, r.id::text as subject, r.xid from countersign_private.generation r where r.tenant = 1
  union all select 'verdict', r.id::text, r.xid from countersign_private.verdict r where r.tenant = 1
  union all select 'approval', r.id::text, r.xid from countersign_private.approval r
  union all select 'activity', r.id::text, r.xid from countersign_private.activity r
  union all select 'version', r.id::text, r.xid from countersign_private.version r
  union all select 'pointer', countersign_private.pointer_subject(r), r.xid from countersign_private.pointer r
  union all select 'evaluation', r.id::text, r.xid from countersign_private.evaluation r;

-- Leaves from `first` on, with or without a hash, each with what its row says now; null when the row is gone. Whether the
-- content of a generation is the one it commits to is null when it was erased. The cases keep one kind's ids from being read
-- as another's.
create function countersign_private.leaves_now(first bigint, most integer, sealed boolean)
returns table (index bigint, kind text, subject text, hash bytea, metadata text, content_holds boolean) language sql stable as $$
  with leaf as materialized (
    select l.index, l.kind, l.subject, l.hash,
      case when l.kind = 'generation' then l.subject::uuid end as id,
      case when l.kind not in ('generation', 'pointer') then l.subject::bigint end as number
    from countersign_private.log_leaf l
    where l.index >= leaves_now.first and (l.hash is not null) = leaves_now.sealed order by l.index limit leaves_now.most)
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, sha256(c.salt || sha256(c.body)) = r.commitment
    from leaf l left join countersign_private.generation r on r.tenant = 1 and r.id = l.id
    left join countersign_private.generation_content c on c.tenant = 1 and c.id = l.id where l.kind = 'generation'
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
$$;

-- Sealing -----------------------------------------------------------------------------------------------------------------

-- The sealer is a program: it belongs to no person.
create function countersign_private.require_sealer() returns void language plpgsql stable as $$
begin
  perform countersign_private.refuse_if_as_of();
  if not countersign_private.has_role('sealer') then
    perform countersign_private.refuse('CS403', 'right.missing', 'Only a sealer can seal the log.', '', 'Ask the owner of the catalog for the right.');
  end if;
end $$;

-- Leaves show decisions that a second reviewer must not see yet, and so do their hashes to who tries all decisions.
create function countersign_private.require_log_reader() returns void language plpgsql stable as $$
begin
  if not (countersign_private.has_role('sealer') or countersign_private.has_role('auditor')) then
    perform countersign_private.refuse('CS403', 'right.missing', 'Leaves of the log are read by an auditor or the sealer.', '', 'Ask one of them.');
  end if;
end $$;

-- Takes or renews the lease of the log; answers the fence, or null while another holds it.
create function countersign.lead_log(holder text, lease interval) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare token bigint;
begin
  perform require_sealer();
  if coalesce(holder, '') = '' or lease not between interval '1 second' and interval '1 hour' then
    perform refuse('CS422', 'log.lease', 'A lease needs a holder and lasts between a second and an hour.', '', 'Ask for another.');
  end if;
  -- The server's own clock: a demo's may stand still.
  update log_leader l set holder = lead_log.holder, fence = l.fence + 1, lease_until = clock_timestamp() + lead_log.lease
    where l.holder = lead_log.holder or l.lease_until < clock_timestamp()
    returning l.fence into token;
  return token;
end $$;

create function countersign.leave_log(fence bigint) returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_sealer();
  update log_leader l set lease_until = '-infinity' where l.fence = leave_log.fence;
end $$;

-- Refuses a fence that is not the newest. The lock holds until the end of the transaction, so nobody leads meanwhile.
create function countersign_private.hold_log(token bigint) returns void language plpgsql as $$
declare l countersign_private.log_leader;
begin
  perform countersign_private.require_sealer();
  select * into l from countersign_private.log_leader for update;
  if l.fence is distinct from token or l.lease_until < clock_timestamp() then
    perform countersign_private.refuse('CS423', 'log.lease-lost', 'Another sealer leads the log now.', '', 'Try again.');
  end if;
end $$;

-- Gives their places to the rows that became visible since the last taking, and answers the first leaves without a hash.
-- Exactly those rows: begun after the last snapshot (xid at or past its xmax), or under way when it was taken (its xip).
-- Of a snapshot of another cluster, or of one whose numbers ran backwards, nothing is believed: then all rows without a leaf
-- are taken. Few rows meet a long log, so all is found by index, whatever the statistics say.
create function countersign.take_leaves(fence bigint, most integer)
returns table (index bigint, kind text, subject text, metadata text)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
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
      from (select r.* from log_row r where r.xid >= pg_snapshot_xmax(before.snapshot)
            union all
            select r.* from log_row r where r.xid = any (array(select pg_snapshot_xip(before.snapshot)))) n
      where not exists (select from log_leaf l where l.kind = n.kind and l.subject = n.subject);
    else
      insert into log_leaf (index, kind, subject)
      select places - 1 + row_number() over (order by n.xid, n.kind collate "C", n.subject collate "C"), n.kind, n.subject
      from log_row n where not exists (select from log_leaf l where l.kind = n.kind and l.subject = n.subject);
    end if;
    get diagnostics added = row_count;
    if added > 0 then
      insert into log_taking (size_after, snapshot, system_identifier) values (places + added, now_visible, here);
    end if;
  end if;
  return query select l.index, l.kind, l.subject, l.metadata from leaves_now(hashed, take_leaves.most, false) l order by l.index;
end $$;

-- Writes hashes (32 bytes each, from leaf `first` on) and the root they lead to.
create function countersign.seal_leaves(fence bigint, first bigint, hashes bytea, root bytea, frontier bytea) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  login constant text := session_user;
  n constant bigint := octet_length(hashes) / 32;
  written bigint;
begin
  perform hold_log(fence);
  if first <> coalesce((select max(s.size) from log_seal s), 0) or n < 1 or octet_length(hashes) <> n * 32 then
    perform refuse('CS409', 'log.sealed', 'These leaves are not the next to be sealed.', '', 'Take leaves again.');
  end if;
  update log_leaf l set hash = substring(hashes from (l.index - first)::integer * 32 + 1 for 32), sealed_at = clock()
    where l.index >= first and l.index < first + n;
  get diagnostics written = row_count;
  if written <> n then
    perform refuse('CS409', 'log.sealed', 'There are not so many leaves to be sealed.', '', 'Take leaves again.');
  end if;
  insert into log_seal (size, root, frontier, taking, login)
  values (first + n, root, frontier, (select t.id from log_taking t where t.size_after >= first + n order by t.id limit 1), login);
  return first + n;
end $$;

-- Keeps a checkpoint of a seal.
create function countersign.keep_checkpoint(size bigint, root bytea, note text) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  login constant text := session_user;
  made bigint;
begin
  perform require_sealer();
  if not exists (select from log_seal s where s.size = keep_checkpoint.size and s.root = keep_checkpoint.root) then
    perform refuse('CS409', 'log.no-seal', 'No seal has this size and root.', '', 'Seal the log, then sign what was sealed.');
  end if;
  insert into log_checkpoint (size, root, note, login) values (size, root, note, login) returning id into made;
  return made;
end $$;

-- Reading -----------------------------------------------------------------------------------------------------------------

create function countersign.last_seal() returns table (size bigint, root bytea, frontier bytea)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_log_reader();
  return query select s.size, s.root, s.frontier from log_seal s order by s.size desc limit 1;
end $$;

-- Sealed leaves with what their rows say now (null: gone), and whether the content of a generation is the one it commits to
-- (null: erased, or no generation).
create function countersign.read_leaves(first bigint, most integer)
returns table (index bigint, kind text, subject text, hash bytea, metadata text, content_holds boolean)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
#variable_conflict use_column
begin
  perform require_log_reader();
  return query select l.* from leaves_now(read_leaves.first, read_leaves.most, true) l order by l.index;
end $$;

-- Hashes of the leaves from `first` on, one after the other, 32 bytes each.
create function countersign.leaf_hashes(first bigint, most integer) returns bytea
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_log_reader();
  return (select string_agg(x.hash, ''::bytea order by x.index) from (
    select l.index, l.hash from log_leaf l where l.index >= first and l.hash is not null order by l.index limit most) x);
end $$;

create function countersign.find_leaf(of_kind text, of_subject text)
returns table (index bigint, kind text, subject text, hash bytea, metadata text, content_holds boolean)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  perform require_log_reader();
  return query select r.* from log_leaf l cross join lateral countersign.read_leaves(l.index, 1) r
    where l.kind = of_kind and l.subject = of_subject and r.index = l.index;
end $$;

create function countersign.list_seals(after bigint, most integer) returns table (size bigint, root bytea)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_log_reader();
  return query select s.size, s.root from log_seal s where s.size > list_seals.after order by s.size limit most;
end $$;

-- Rows without a leaf: those that wait for the next taking, and those that the last taking has seen and that have none,
-- which nobody can add by the catalog's functions.
create function countersign.rows_without_leaf() returns table (kind text, subject text, overlooked boolean)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  here constant bigint := (select c.system_identifier from pg_control_system() c);
  before log_taking;
begin
  perform require_log_reader();
  select * into before from log_taking t order by t.id desc limit 1;
  return query
    select r.kind, r.subject, coalesce(before.system_identifier = here and pg_visible_in_snapshot(r.xid, before.snapshot), false)
    from log_row r where not exists (select from log_leaf l where l.kind = r.kind and l.subject = r.subject);
end $$;

call countersign_private.make_views('log_checkpoint', $$
  select c.id, c.size, encode(c.root, 'hex') as root, c.note, c.login, c.recorded_at
  from countersign_private.log_checkpoint c where {fact c} $$);
call countersign_private.make_views('log_seal', $$
  select s.size, encode(s.root, 'hex') as root, t.snapshot::text as snapshot, t.system_identifier, s.login, s.recorded_at
  from countersign_private.log_seal s join countersign_private.log_taking t on t.id = s.taking where {fact s} $$);

grant select on countersign.log_checkpoint, countersign_past.log_checkpoint, countersign.log_seal, countersign_past.log_seal
  to countersign_viewer, countersign_sealer;
grant execute on function countersign.as_of(), countersign_private.present_only(), countersign_private.clock(),
  countersign.set_as_of(timestamptz), countersign.officer()
  to countersign_sealer;
grant execute on function
  countersign.lead_log(text, interval), countersign.leave_log(bigint), countersign.take_leaves(bigint, integer),
  countersign.seal_leaves(bigint, bigint, bytea, bytea, bytea), countersign.keep_checkpoint(bigint, bytea, text)
  to countersign_sealer;
grant execute on function
  countersign.last_seal(), countersign.read_leaves(bigint, integer), countersign.leaf_hashes(bigint, integer),
  countersign.find_leaf(text, text), countersign.list_seals(bigint, integer), countersign.rows_without_leaf()
  to countersign_sealer, countersign_viewer;
