-- A version reaches an environment only through a promotion: requirements met, and a quorum of persons who are neither
-- the requester, nor the author, nor the supplier of a figure the decision rests on.

create table countersign_private.promotion (
  id bigint generated always as identity primary key,
  version bigint not null references countersign_private.version,
  environment text not null references countersign_private.environment,
  colour text not null default 'blue' check (colour in ('blue', 'green')),
  weight integer not null default 100 check (weight between 1 and 100),
  needed integer not null check (needed >= 1),
  requested_by text not null references countersign_private.person,
  reason text not null,
  effective_at timestamptz not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.promotion (version);
call countersign_private.guard_facts('countersign_private.promotion');

create table countersign_private.promotion_state (
  promotion bigint not null references countersign_private.promotion,
  state text not null check (state in ('open', 'promoted', 'rejected', 'withdrawn')),
  changed_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index promotion_state_now on countersign_private.promotion_state (promotion) include (state) where valid_to = 'infinity';
create index promotion_state_list on countersign_private.promotion_state (state, promotion desc) where valid_to = 'infinity';
create index promotion_state_past on countersign_private.promotion_state (promotion, valid_to, valid_from);
create index promotion_state_list_past on countersign_private.promotion_state using gist (state, tstzrange(valid_from, valid_to));
call countersign_private.guard_spans('countersign_private.promotion_state');

-- The row that concurrent signatures wait for. `revision` counts changes of the facts a signer has read; `turn` counts
-- signatures. Updating it, and not only locking it, makes a REPEATABLE READ caller fail instead of miscounting.
create table countersign_private.promotion_revision (
  promotion bigint primary key references countersign_private.promotion,
  revision bigint not null default 1,
  turn bigint not null default 0
);
call countersign_private.guard_present('countersign_private.promotion_revision');

-- When each revision began, so that the past can be told with the signatures that counted then.
create table countersign_private.promotion_change (
  promotion bigint not null references countersign_private.promotion,
  revision bigint not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (promotion, revision)
);
call countersign_private.guard_facts('countersign_private.promotion_change');

create table countersign_private.approval (
  id bigint generated always as identity primary key,
  promotion bigint not null references countersign_private.promotion,
  person text not null references countersign_private.person,
  login text not null,
  approves boolean not null,
  -- Which facts were signed.
  revision bigint not null,
  version_digest bytea not null,
  reason text not null,
  channel text not null check (channel in ('screen', 'command', 'sql')),
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  -- Whoever signed older facts reads and signs again.
  unique (promotion, person, revision)
);
create index on countersign_private.approval (xid);
call countersign_private.guard_facts('countersign_private.approval');

alter table countersign_private.pointer add foreign key (promotion) references countersign_private.promotion;

-- What must be met ------------------------------------------------------------------------------------------------------

-- The newest figure of every suite and metric of a version.
create view countersign_private.evaluation_latest as
select distinct on (version, suite, metric) *
from countersign_private.evaluation order by version, suite, metric, id desc;

-- The requirements the catalog itself knows, until a policy bundle is active.
create function countersign_private.requirements(promotion_id bigint) returns table (
  id text, title text, state text, value text, bound text, evidence text, remedy text)
language sql stable as $$
  with subject as (
    select p.id, p.environment, v.id as version, v.digest, a.kind, s.owner, s.tier, s.retired
    from promotion p join version v on v.id = p.version join artifact a on a.id = v.artifact
    join artifact_state s on s.artifact = a.id and s.valid_to = 'infinity'
    where p.id = promotion_id),
  figure as (
    select e.*, case when bound is null then null when at_least then value >= bound else value <= bound end as met
    from subject cross join lateral (
      -- Not the view of the newest: nothing could be looked up in it by version.
      select distinct on (x.suite, x.metric) * from evaluation x where x.version = subject.version
      order by x.suite, x.metric, x.id desc) e)
  select 'owner.named', 'An owner answers for it', case when owner is null then 'unmet' else 'met' end,
    coalesce(owner, 'nobody'), 'a person', '', 'Register the next version with --owner.' from subject
  union all
  select 'tier.set', 'Its risk tier is set', case when tier is null then 'unmet' else 'met' end,
    coalesce(tier, 'none'), 'low, medium or high', '', 'Register the next version with --tier.' from subject
  union all
  select 'artifact.current', 'It is not retired', case when retired then 'unmet' else 'met' end,
    case when retired then 'retired' else 'in use' end, 'in use', '', 'Promote what took its place.' from subject
  union all
  select 'pins.current', 'What it pins is not retired',
    case when subject.kind <> 'chain' then 'not_applicable' when count(x.artifact) filter (where x.retired) = 0 then 'met' else 'unmet' end,
    count(d.on_version)::text || ' pinned', '0 retired',
    coalesce(string_agg(a.name || '@' || v.label, ', ' order by a.name) filter (where x.retired), ''), 'Pin what took its place.'
  from subject left join dependency d on d.version = subject.version left join version v on v.id = d.on_version
  left join artifact a on a.id = v.artifact left join artifact_state x on x.artifact = v.artifact and x.valid_to = 'infinity'
  group by subject.kind
  union all
  select 'evals.recorded', 'It has been evaluated',
    case when subject.kind not in ('model', 'prompt', 'chain') then 'not_applicable' when count(f.metric) > 0 then 'met' else 'unmet' end,
    count(f.metric)::text || ' figures', 'at least 1 with a limit', '', 'Run its evaluation suite and record the figures.'
  from subject left join figure f on f.met is not null group by subject.kind
  union all
  select 'evals.' || suite || '.' || metric, metric || ' (' || suite || ')', case when met then 'met' else 'unmet' end,
    round(value::numeric, 4)::float8::text || coalesce(' (n ' || n || ')', ''),
    case when at_least then '≥ ' else '≤ ' end || round(bound::numeric, 4)::float8::text,
    'recorded by ' || supplied_by, 'Mend the version, or record a newer figure.'
  from figure where met is not null
$$;

-- Facts about a version have changed: whoever signs an open promotion of it must read again.
create function countersign_private.touch_promotions(version_id bigint) returns void language plpgsql as $$
begin
  perform from promotion_revision r join promotion p on p.id = r.promotion
    join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
    where p.version = version_id order by r.promotion for update of r;
  with changed as (
    update promotion_revision r set revision = revision + 1
    from promotion p, promotion_state s
    where p.id = r.promotion and p.version = version_id
      and s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
    returning r.promotion, r.revision)
  insert into promotion_change (promotion, revision) select promotion, revision from changed;
end $$;

-- Why this person cannot sign, or null. Ids and names only.
create function countersign_private.why_not_sign(promotion_id bigint, who text) returns text
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin return (
  select case
    when not has_role('approver') then 'Only an approver can sign.'
    when s.state <> 'open' then format('The promotion is %s.', s.state)
    when p.requested_by = who then 'You requested it yourself: someone else must sign.'
    when v.author = who then 'You wrote this version: someone else must sign.'
    when exists (select from evaluation_latest e where e.version = v.id and e.bound is not null and e.supplied_by = who)
      then 'You supplied a figure the decision rests on: someone else must sign.'
    when exists (select from approval x join promotion_revision r on r.promotion = x.promotion and r.revision = x.revision
                 where x.promotion = p.id and x.person = who) then 'You have signed already.'
    when exists (select from requirements(p.id) q where q.state = 'unmet')
      then (select format('Unmet: %s.', string_agg(q.id, ', ' order by q.id)) from requirements(p.id) q where q.state = 'unmet')
  end
  from promotion p join version v on v.id = p.version
  join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity'
  where p.id = promotion_id
); end $$;

-- Acts --------------------------------------------------------------------------------------------------------------------

create function countersign.request_promotion(
  artifact_name text, selector text, environment text, reason text, effective_at timestamptz default null, channel text default 'sql')
returns table (promotion bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'approver', 'lead');
  v bigint := find_version(artifact_name, selector);
  at timestamptz;
  made bigint;
  open_one bigint;
begin
  perform require_reason(reason);
  perform take_artifact((select x.artifact from countersign_private.version x where x.id = v));
  at := clock();
  if not exists (select from countersign_private.environment e where e.key = request_promotion.environment) then
    perform refuse('CS404', 'environment.unknown', format('There is no environment called %s.', left(environment, 60)), '',
      'Choose ' || (select string_agg(e.key, ', ' order by e.rank) from countersign_private.environment e) || '.');
  end if;
  if exists (select from pointer x where x.version = v and x.environment = request_promotion.environment and x.valid_to = 'infinity') then
    perform refuse('CS409', 'promotion.serving', format('%s serves this version already.', environment), '', 'Nothing needs to be done.');
  end if;
  select p.id into open_one from countersign_private.promotion p join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity'
    where p.version = v and p.environment = request_promotion.environment and s.state = 'open';
  if found then
    perform refuse('CS409', 'promotion.open', format('Promotion %s asks for the same.', open_one), '', 'Sign or reject that one.');
  end if;
  insert into countersign_private.promotion (version, environment, needed, requested_by, reason, effective_at)
  select v, environment, q.needed, who, reason, coalesce(effective_at, at)
  from countersign_private.version x join artifact_state s on s.artifact = x.artifact and s.valid_to = 'infinity'
  -- No tier is treated as high.
  join quorum q on q.environment = request_promotion.environment and q.tier = coalesce(s.tier, 'high')
  where x.id = v returning id into made;
  insert into promotion_revision (promotion) values (made);
  insert into promotion_change (promotion, revision) values (made, 1);
  insert into promotion_state (promotion, state, changed_by, reason, valid_from) values (made, 'open', who, reason, at);
  return query select made, record_activity('promotion.request', 'promotion', made::text, reason,
    jsonb_build_object('version', artifact_name || '@' || selector, 'environment', environment), channel);
end $$;

-- Locks a promotion for one signature and answers its row; refuses when the facts are not those that were read.
create function countersign_private.take_turn(promotion_id bigint, read_revision bigint)
returns countersign_private.promotion language plpgsql as $$
declare
  p countersign_private.promotion;
  now_revision bigint;
begin
  select * into p from promotion x where x.id = promotion_id;
  if not found then
    perform refuse('CS404', 'promotion.unknown', format('There is no promotion %s.', promotion_id), '', 'Look at `countersign promote list`.');
  end if;
  perform take_artifact((select v.artifact from version v where v.id = p.version));
  update promotion_revision r set turn = turn + 1 where r.promotion = promotion_id returning revision into now_revision;
  if now_revision <> read_revision then
    perform refuse('CS409', 'promotion.changed', 'What this promotion rests on has changed since it was read.',
      format('It is at revision %s, and %s was read.', now_revision, read_revision), 'Read it again.');
  end if;
  return p;
end $$;

create function countersign_private.close_promotion(promotion_id bigint, outcome text, who text, reason text) returns timestamptz
language plpgsql as $$
declare at timestamptz;
begin
  update promotion_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.promotion = promotion_id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into promotion_state (promotion, state, changed_by, reason, valid_from) values (promotion_id, outcome, who, reason, at);
  return at;
end $$;

-- Signatures a promotion needs now: what it needed when it was requested, or more when its artifact's tier was raised since.
create function countersign_private.signatures_needed(p countersign_private.promotion) returns integer language sql stable as $$
  select greatest(p.needed, q.needed)
  from version v join artifact_state s on s.artifact = v.artifact and s.valid_to = 'infinity'
  left join quorum q on q.environment = p.environment and q.tier = coalesce(s.tier, 'high')
  where v.id = p.version
$$;

create function countersign.sign_promotion(promotion bigint, revision bigint, reason text, channel text default 'sql')
returns table (signed integer, needed integer, promoted boolean, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('approver');
  here constant text := session_user;
  p countersign_private.promotion := take_turn(promotion, revision);
  why text := why_not_sign(promotion, who);
  v countersign_private.version;
  at timestamptz;
  so_far integer;
  asked constant integer := signatures_needed(p);
begin
  perform require_reason(reason);
  if why is not null then
    perform refuse('CS403', 'promotion.cannot-sign', why, '',
      case when why like 'Unmet%' then 'Meet or mend what is unmet, then sign.' else 'Ask another approver.' end);
  end if;
  select * into v from countersign_private.version x where x.id = p.version;
  insert into approval (promotion, person, login, approves, revision, version_digest, reason, channel)
  values (p.id, who, here, true, revision, v.digest, reason, channel);
  select count(*) into so_far from approval x where x.promotion = p.id and x.approves and x.revision = sign_promotion.revision;
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
      'signed', so_far, 'needed', asked), channel);
end $$;

create function countersign.reject_promotion(promotion bigint, revision bigint, reason text, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_person();
  here constant text := session_user;
  p countersign_private.promotion := take_turn(promotion, revision);
  state text := (select s.state from promotion_state s where s.promotion = p.id and s.valid_to = 'infinity');
begin
  perform require_reason(reason);
  if state <> 'open' then
    perform refuse('CS409', 'promotion.closed', format('The promotion is %s.', state), '', 'Look at its history.');
  end if;
  if p.requested_by = who then
    perform close_promotion(p.id, 'withdrawn', who, reason);
    return record_activity('promotion.withdraw', 'promotion', p.id::text, reason, '{}', channel);
  end if;
  perform require_role('approver');
  if exists (select from approval x where x.promotion = p.id and x.person = who and x.revision = reject_promotion.revision) then
    perform refuse('CS409', 'promotion.signed', 'You have signed it already.', '', 'Ask another approver to reject it.');
  end if;
  insert into approval (promotion, person, login, approves, revision, version_digest, reason, channel)
  values (p.id, who, here, false, revision, (select digest from countersign_private.version x where x.id = p.version), reason, channel);
  perform close_promotion(p.id, 'rejected', who, reason);
  return record_activity('promotion.reject', 'promotion', p.id::text, reason, '{}', channel);
end $$;
