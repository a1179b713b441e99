-- Exceptions to the rules of a promotion, each owned by a person and ending by itself: a requirement that is waived, a
-- signature given for another; and what follows when an input changes, when nobody is left who may sign, or when
-- something that others pin is retired.

set local check_function_bodies = off;

-- Delegation --------------------------------------------------------------------------------------------------------------

create table countersign_private.delegation (
  id bigint generated always as identity primary key,
  -- Whose signature it is.
  from_person text not null references countersign_private.person,
  to_person text not null references countersign_private.person check (to_person <> from_person),
  -- Null: everywhere.
  environment text references countersign_private.environment,
  until timestamptz not null,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.delegation (to_person, until);
create index on countersign_private.delegation (from_person, until);
call countersign_private.guard_facts('countersign_private.delegation');

create table countersign_private.delegation_end (
  delegation bigint primary key references countersign_private.delegation,
  ended_by text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.delegation_end');

-- Whether a login of this person has the right itself.
create function countersign_private.person_has_role(who text, name text) returns boolean language sql stable as $$
  select exists (select from countersign_private.person_login l join pg_catalog.pg_roles r on r.rolname = l.login
    where l.person = who and pg_has_role(r.oid, 'countersign_' || name, 'member'))
$$;

-- The delegation by which this person signs for another now; null for who has the right themselves. Nobody passes on what
-- was passed to them, and what was passed on ends with the right it came from.
create function countersign_private.delegation_of(who text, environment_key text default null) returns countersign_private.delegation
language sql stable as $$
  select d from countersign_private.delegation d
  where d.to_person = who and d.until > countersign_private.moment() and (d.environment is null or environment_key is null or d.environment = environment_key)
    and not exists (select from countersign_private.delegation_end e where e.delegation = d.id)
    and not countersign_private.person_has_role(who, 'approver') and countersign_private.person_has_role(d.from_person, 'approver')
  order by d.id limit 1
$$;

-- As before; who signs for an approver is let in, and asked for whom where it matters.
create or replace function countersign_private.has_role(name text) returns boolean language sql stable as $$
  select pg_has_role(session_user, 'countersign_' || name, 'member')
    or name = 'approver' and (countersign_private.delegation_of(countersign_private.person_here())).id is not null
$$;

-- Passes one's own signature to another until a time. Who can sign themselves is no deputy: it would look like a vote more.
create function countersign.delegate(to_person text, until timestamptz, environment text, reason text, channel text default 'sql')
returns table (delegation bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_person();
  made bigint;
begin
  perform require_reason(reason);
  if not person_has_role(who, 'approver') then
    perform refuse('CS403', 'right.missing', format('%s has no signature to pass on.', who), '', 'Only an approver delegates.');
  end if;
  if not exists (select from person p where p.key = delegate.to_person) then
    perform refuse('CS404', 'person.unknown', format('There is no person called %s.', left(to_person, 63)), '', 'Name one of the people.');
  elsif to_person = who then
    perform refuse('CS403', 'delegation.own', 'Nobody signs for themselves.', '', 'Name another person.');
  elsif person_has_role(to_person, 'approver') then
    perform refuse('CS409', 'delegation.approver', format('%s can sign themselves.', to_person), 'A delegation never adds a vote.', 'Name someone who cannot.');
  elsif until is null or until <= clock() or until > clock() + interval '90 days' then
    perform refuse('CS422', 'delegation.until', 'A delegation ends within 90 days.', '', 'Name a time until then.');
  end if;
  if environment is not null then perform known_environment(environment); end if;
  -- One at a time for each of the two, so that it is always known for whom is signed.
  perform from person p where p.key in (who, to_person) order by p.key for update;
  if exists (select from countersign_private.delegation d where (d.to_person = delegate.to_person or d.from_person = who) and d.until > clock()
             and not exists (select from delegation_end e where e.delegation = d.id)) then
    perform refuse('CS409', 'delegation.open', 'One of the two is in a delegation already.', '', 'End that one first: `countersign delegation list`.');
  end if;
  insert into countersign_private.delegation (from_person, to_person, environment, until, reason)
  values (who, to_person, environment, until, reason) returning id into made;
  return query select made, record_activity('delegation.make', 'person', to_person, reason,
    jsonb_build_object('delegation', made, 'from', who, 'environment', environment, 'until', until), channel);
end $$;

create function countersign.end_delegation(delegation bigint, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_person();
  d countersign_private.delegation;
begin
  perform require_reason(reason);
  select * into d from countersign_private.delegation x where x.id = end_delegation.delegation;
  if not found then
    perform refuse('CS404', 'delegation.unknown', format('There is no delegation %s.', delegation), '', 'Look at `countersign delegation list`.');
  elsif who not in (d.from_person, d.to_person) and not has_role('lead') and not has_role('admin') then
    perform refuse('CS403', 'delegation.other', 'It is another''s delegation.', '', 'Ask one of the two, a lead or an administrator.');
  end if;
  insert into delegation_end (delegation, ended_by, reason) values (d.id, who, reason);
  return record_activity('delegation.end', 'person', d.to_person, reason, jsonb_build_object('delegation', d.id, 'from', d.from_person), channel);
exception when unique_violation then
  perform refuse('CS409', 'delegation.ended', format('Delegation %s has ended.', delegation), '', 'Nothing needs to be done.');
end $$;

-- For whom a signature was given. Written by the table itself, whatever function signs.
create table countersign_private.approval_for (
  approval bigint primary key references countersign_private.approval,
  person text not null references countersign_private.person,
  delegation bigint not null references countersign_private.delegation,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.approval_for');

create function countersign_private.on_signature_for_another() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  d countersign_private.delegation := delegation_of(new.person, (select p.environment from promotion p where p.id = new.promotion));
begin
  if d.id is not null then
    insert into approval_for (approval, person, delegation) values (new.id, d.from_person, d.id);
    perform record_activity('promotion.sign-for', 'promotion', new.promotion::text, new.reason,
      jsonb_build_object('approval', new.id, 'for', d.from_person, 'delegation', d.id), new.channel);
  end if;
  return null;
end $$;
create trigger for_another after insert on countersign_private.approval
  for each row execute function countersign_private.on_signature_for_another();
alter table countersign_private.approval enable always trigger for_another;

-- Waivers -------------------------------------------------------------------------------------------------------------------

create table countersign_private.waiver (
  id bigint generated always as identity primary key,
  version bigint not null references countersign_private.version,
  environment text not null references countersign_private.environment,
  requirement text not null,
  -- Who answers for it until it ends.
  owner text not null references countersign_private.person,
  reason text not null,
  expires_at timestamptz not null,
  asked_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.waiver (version, environment, requirement);
call countersign_private.guard_facts('countersign_private.waiver');

create table countersign_private.waiver_state (
  waiver bigint not null references countersign_private.waiver,
  state text not null check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  changed_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index waiver_state_now on countersign_private.waiver_state (waiver) where valid_to = 'infinity';
create index waiver_state_past on countersign_private.waiver_state (waiver, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.waiver_state');

-- What no person can waive: the law holds it, it was stopped, or nothing would be left to govern.
create function countersign_private.is_waivable(requirement text) returns boolean language sql immutable as $$
  select requirement not in ('incident.none', 'stop.none', 'artifact.current', 'tier.set', 'owner.named')
$$;

create function countersign.ask_waiver(promotion bigint, requirement text, owner text, expires_at timestamptz, reason text, channel text default 'sql')
returns table (waiver bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'approver', 'lead');
  p countersign_private.promotion;
  state text;
  made bigint;
  at timestamptz;
begin
  perform require_reason(reason);
  select * into p from countersign_private.promotion x where x.id = ask_waiver.promotion;
  if not found then
    perform refuse('CS404', 'promotion.unknown', format('There is no promotion %s.', promotion), '', 'Look at `countersign promote list`.');
  end if;
  perform take_artifact((select v.artifact from version v where v.id = p.version));
  at := clock();
  select r.state into state from requirements(p.id) r where r.id = ask_waiver.requirement;
  if state is null then
    perform refuse('CS404', 'requirement.unknown', format('Promotion %s has no requirement %s.', p.id, left(requirement, 100)), '',
      'Look at `countersign promote show`.');
  elsif state <> 'unmet' then
    perform refuse('CS409', 'waiver.not-needed', format('%s is %s.', requirement, replace(state, '_', ' ')), '', 'Nothing needs to be done.');
  elsif not is_waivable(requirement) then
    perform refuse('CS403', 'waiver.never', format('%s cannot be waived by anybody.', requirement), '', 'Meet it.');
  elsif not exists (select from person x where x.key = ask_waiver.owner) then
    perform refuse('CS404', 'person.unknown', format('There is no person called %s.', left(coalesce(owner, ''), 63)), '', 'Name who answers for it.');
  elsif expires_at is null or expires_at <= at or expires_at > at + interval '180 days' then
    perform refuse('CS422', 'waiver.expiry', 'A waiver ends within 180 days.', '', 'Name a time until then.');
  end if;
  if exists (select from countersign_private.waiver w join waiver_state s on s.waiver = w.id and s.valid_to = 'infinity' and s.state = 'asked'
             where w.version = p.version and w.environment = p.environment and w.requirement = ask_waiver.requirement) then
    perform refuse('CS409', 'waiver.open', 'The same waits for a second person already.', '', 'Look at `countersign waiver list`.');
  end if;
  insert into countersign_private.waiver (version, environment, requirement, owner, reason, expires_at, asked_by)
  values (p.version, p.environment, requirement, owner, reason, expires_at, who) returning id into made;
  insert into waiver_state (waiver, state, changed_by, reason, valid_from) values (made, 'asked', who, reason, at);
  return query select made, record_activity('waiver.ask', 'promotion', p.id::text, reason,
    jsonb_build_object('waiver', made, 'requirement', requirement, 'owner', owner, 'expires_at', expires_at), channel);
end $$;

-- Grants, refuses, or takes back what one has asked oneself: outcome `granted`, `refused` or `withdrawn`.
create function countersign.answer_waiver(waiver bigint, outcome text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_person();
  w countersign_private.waiver;
  before countersign_private.waiver_state;
  at timestamptz;
begin
  perform require_reason(reason);
  select * into w from countersign_private.waiver x where x.id = answer_waiver.waiver;
  if not found then
    perform refuse('CS404', 'waiver.unknown', format('There is no waiver %s.', waiver), '', 'Look at `countersign waiver list`.');
  end if;
  perform take_artifact((select v.artifact from version v where v.id = w.version));
  select * into before from waiver_state s where s.waiver = w.id and s.valid_to = 'infinity';
  if before.state not in ('asked', 'granted') or before.state = 'granted' and outcome <> 'withdrawn' then
    perform refuse('CS409', 'waiver.closed', format('Waiver %s is %s.', w.id, before.state), '', 'Ask for another.');
  end if;
  case outcome
  when 'granted', 'refused' then
    perform require_role('approver', 'lead');
    if who in (w.asked_by, w.owner) or (delegation_of(who)).from_person in (w.asked_by, w.owner) then
      perform refuse('CS403', 'waiver.own', 'You asked for it or answer for it: someone else must grant it.', '', 'Ask another approver or lead.');
    elsif same_team(w.asked_by, who) then
      perform refuse('CS403', 'waiver.team', 'You are of the team of whoever asked: someone outside it must grant it.', '', 'Ask another approver or lead.');
    end if;
  when 'withdrawn' then
    if who not in (w.asked_by, w.owner) then perform require_role('approver', 'lead'); end if;
  else
    perform refuse('CS422', 'waiver.outcome', 'A waiver is granted, refused or withdrawn.', '', 'Choose one of them.');
  end case;
  update waiver_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.waiver = w.id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into waiver_state (waiver, state, changed_by, reason, valid_from) values (w.id, outcome, who, reason, at);
  if outcome <> 'refused' then perform touch_promotions(w.version); end if;
  return record_activity('waiver.' || outcome, 'waiver', w.id::text, reason, jsonb_build_object('requirement', w.requirement, 'asked_by', w.asked_by), channel);
end $$;

-- As before; what is unmet and waived says so, with who answers for it and until when.
create or replace function countersign_private.requirements(promotion_id bigint) returns table (
  id text, title text, state text, value text, bound text, evidence text, remedy text)
language sql stable as $$
  select r.id, r.title, case when w.id is null then r.state else 'waived' end, r.value, r.bound,
    case when w.id is null then r.evidence else format('waived until %s UTC, %s answers for it: %s (granted by %s)',
      to_char(w.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), w.owner, w.reason, w.changed_by) end, r.remedy
  from (
    select * from requirements_of_facts(promotion_id) union all select * from incident_requirement(promotion_id)
    union all select * from shadow_requirement(promotion_id) union all select * from serving_requirements(promotion_id)) r
  left join lateral (
    select x.id, x.expires_at, x.owner, x.reason, s.changed_by from promotion p join waiver x on x.version = p.version and x.environment = p.environment
    join waiver_state s on s.waiver = x.id and s.valid_to = 'infinity' and s.state = 'granted'
    where p.id = promotion_id and r.state = 'unmet' and x.requirement = r.id and x.expires_at > moment() and is_waivable(r.id)
    order by x.id desc limit 1) w on true
$$;

-- What was read -------------------------------------------------------------------------------------------------------------

-- The values every revision of a promotion was opened with, as they stood when it was committed.
create table countersign_private.promotion_input (
  promotion bigint not null,
  revision bigint not null,
  id text not null,
  state text not null,
  value text not null,
  bound text not null,
  primary key (promotion, revision, id),
  foreign key (promotion, revision) references countersign_private.promotion_change
);
call countersign_private.guard_facts('countersign_private.promotion_input');

-- At the end of the transaction: whoever counts a revision up writes the fact that caused it afterwards.
create function countersign_private.on_revision_is_opened() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if not exists (select from promotion_state s where s.promotion = new.promotion and s.valid_to = 'infinity' and s.state = 'open') then
    return null;
  end if;
  insert into promotion_input (promotion, revision, id, state, value, bound)
  select new.promotion, new.revision, r.id, r.state, r.value, r.bound from requirements(new.promotion) r
  on conflict do nothing;
  return null;
end $$;
create constraint trigger inputs_are_kept after insert on countersign_private.promotion_change deferrable initially deferred
  for each row execute function countersign_private.on_revision_is_opened();
alter table countersign_private.promotion_change enable always trigger inputs_are_kept;

insert into countersign_private.promotion_input (promotion, revision, id, state, value, bound)
select r.promotion, r.revision, q.id, q.state, q.value, q.bound
from countersign_private.promotion_revision r
join countersign_private.promotion_state s on s.promotion = r.promotion and s.valid_to = 'infinity' and s.state = 'open'
cross join lateral countersign_private.requirements(r.promotion) q;

-- What differs between a revision, as it was opened, and now; a value of null was not there.
create function countersign_private.input_changes(promotion_id bigint, since bigint)
returns table (id text, before text, after text) language sql stable as $$
  select coalesce(i.id, q.id), i.state || ' ' || i.value || coalesce(' (' || nullif(i.bound, '') || ')', ''),
    q.state || ' ' || q.value || coalesce(' (' || nullif(q.bound, '') || ')', '')
  from (select * from promotion_input x where x.promotion = promotion_id and x.revision = since) i
  full join requirements(promotion_id) q on q.id = i.id
  where (i.state, i.value, i.bound) is distinct from (q.state, q.value, q.bound)
    and exists (select from promotion_input x where x.promotion = promotion_id and x.revision = since)
$$;

-- What has changed since the newest revision that anybody signed; nothing when nobody's signature is void.
create function countersign.promotion_changes(promotion bigint) returns table (id text, before text, after text, signed_revision bigint)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select c.id, c.before, c.after, a.revision
  from (select max(x.revision) as revision from approval x where x.promotion = promotion_changes.promotion and x.approves) a
  join promotion_revision r on r.promotion = promotion_changes.promotion and r.revision > a.revision
  cross join lateral input_changes(promotion_changes.promotion, a.revision) c order by c.id
$$;

-- Opens a new revision when an input's value is no longer the one that was read: signatures so far are void. Answers whether.
create function countersign.refresh_promotion(promotion bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  p countersign_private.promotion;
  changed jsonb;
  now_revision bigint;
begin
  perform require_role('viewer');
  select * into p from countersign_private.promotion x where x.id = refresh_promotion.promotion;
  if not found or not exists (select from promotion_state s where s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open')
     or not exists (select from input_changes(p.id, (select r.revision from promotion_revision r where r.promotion = p.id))) then
    return false;
  end if;
  perform take_artifact((select v.artifact from version v where v.id = p.version));
  select r.revision into now_revision from promotion_revision r where r.promotion = p.id;
  select jsonb_agg(jsonb_build_object('id', c.id, 'before', c.before, 'after', c.after) order by c.id) into changed from input_changes(p.id, now_revision) c;
  if changed is null then return false; end if;
  update promotion_revision r set revision = r.revision + 1 where r.promotion = p.id;
  insert into promotion_change (promotion, revision) values (p.id, now_revision + 1);
  perform record_activity('promotion.changed', 'promotion', p.id::text, 'an input has another value', jsonb_build_object('changes', changed), 'sql');
  return true;
end $$;

-- Who may sign --------------------------------------------------------------------------------------------------------------

alter table countersign_private.environment add column fallback_group text not null default 'the leads of the AI office'
  check (fallback_group <> '' and length(fallback_group) <= 200 and fallback_group !~ '[[:cntrl:]]');

-- Why the facts keep a person from signing, or null; what rights they have is asked elsewhere.
create function countersign_private.why_excluded(promotion_id bigint, who text) returns text language sql stable as $$
  select case
    when p.requested_by = who then 'You requested it yourself: someone else must sign.'
    when v.author = who then 'You wrote this version: someone else must sign.'
    when same_team(p.requested_by, who) then 'You are of the requester''s own team: someone outside it must sign.'
    when same_team(v.author, who) then 'You are of the author''s own team: someone outside it must sign.'
    when gave_signature_to(p.requested_by, who) or gave_signature_to(v.author, who)
      then 'Your right to sign came from whoever asks: someone else must sign.'
    when exists (select from evaluation_latest e where e.version = v.id and e.bound is not null and e.supplied_by = who)
      then 'You supplied a figure the decision rests on: someone else must sign.'
    when exists (select from shadow_fact(v.id) f join shadow_run x on x.id = f.run where x.run_by = who)
      then 'You ran the shadow-eval the decision rests on: someone else must sign.'
    when exists (select from approval x join promotion_revision r on r.promotion = x.promotion and r.revision = x.revision
                 where x.promotion = p.id and x.person = who) then 'You have signed already.'
    when exists (select from approval x join promotion_revision r on r.promotion = x.promotion and r.revision = x.revision
                 join approval_for f on f.approval = x.id where x.promotion = p.id and f.person = who)
      then 'Your deputy has signed for you already.'
  end
  from promotion p join version v on v.id = p.version where p.id = promotion_id
$$;

-- As before; who signs for another is kept from it by what keeps that one from it, and inputs must be those that were read.
create or replace function countersign_private.why_not_sign(promotion_id bigint, who text) returns text
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
  d countersign_private.delegation;
  p countersign_private.promotion;
  state text;
  why text;
  changed text;
begin
  select * into p from promotion x where x.id = promotion_id;
  if not found then return null; end if;
  if not pg_has_role(session_user, 'countersign_approver', 'member') then
    d := delegation_of(who, p.environment);
    if d.id is null then return 'Only an approver can sign.'; end if;
  end if;
  select s.state into state from promotion_state s where s.promotion = p.id and s.valid_to = 'infinity';
  if state <> 'open' then return format('The promotion is %s.', state); end if;
  if p.expires_at <= clock() then
    return format('The request ended on %s UTC.', to_char(p.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'));
  end if;
  why := why_excluded(p.id, who);
  if why is not null then return why; end if;
  if d.id is not null then
    why := why_excluded(p.id, d.from_person);
    if why is not null then return format('You would sign for %s, who cannot: %s', d.from_person, why); end if;
  end if;
  select string_agg(q.id, ', ' order by q.id) into why from requirements(p.id) q where q.state = 'unmet';
  if why is not null then return format('Unmet: %s.', why); end if;
  select string_agg(format('%s was %s, is %s', c.id, coalesce(c.before, 'not asked'), coalesce(c.after, 'not asked')), '; ' order by c.id) into changed
    from promotion_revision r cross join lateral input_changes(p.id, r.revision) c where r.promotion = p.id;
  if changed is not null then return format('An input has changed since it was read: %s. Read it again.', left(changed, 500)); end if;
  return null;
end $$;

-- Who can still sign, and how many signatures are missing. When fewer can than must, the request goes to a named group: it
-- never goes through.
create function countersign.promotion_quorum(promotion bigint)
returns table (signed integer, needed integer, can_sign text[], falls_to text)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select n.signed, signatures_needed(p), c.who, case when n.signed + cardinality(c.who) < signatures_needed(p) then e.fallback_group end
  from promotion p join environment e on e.key = p.environment
  cross join lateral (select count(*)::int as signed from approval x join promotion_revision r on r.promotion = x.promotion and r.revision = x.revision
    where x.promotion = p.id and x.approves) n
  cross join lateral (select array(select y.key from person y where person_has_role(y.key, 'approver') and why_excluded(p.id, y.key) is null order by y.key) as who) c
  where p.id = promotion_quorum.promotion
$$;

-- As before; who stands for another is kept from it by what keeps that one from it.
create or replace function countersign_private.why_not_confirm(confirmation_id bigint, who text) returns text language sql stable as $$
  select case
    when who is null then 'This login belongs to no person.'
    when s.state <> 'open' then format('It is %s.', s.state)
    when not (has_role('approver') or has_role('lead')) then 'Only an approver or a lead confirms.'
    when c.asked_by = who or c.asked_by = (delegation_of(who)).from_person then 'You asked for it yourself: someone else must confirm.'
    when same_team(c.asked_by, who) then 'You are of the team of whoever asked: someone outside it must confirm.'
    when c.act = 'tier.lower' and not in_office(who) then 'A tier is lowered by the AI office.'
  end
  from confirmation c join confirmation_state s on s.confirmation = c.id and s.valid_to = 'infinity' where c.id = confirmation_id
$$;

-- Rights are taken back ------------------------------------------------------------------------------------------------------

create function countersign.revoke_right(login text, role text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin');
  whose text := (select l.person from person_login l where l.login = revoke_right.login);
begin
  perform require_reason(reason);
  if role is null or role not in ('viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer') then
    perform refuse('CS422', 'right.unknown', format('There is no right called %s.', left(coalesce(role, ''), 40)), '',
      'Choose viewer, builder, reviewer, approver, lead, auditor, admin, ingest or sealer.');
  elsif whose is null then
    perform refuse('CS404', 'login.unknown', format('The login %s belongs to no person of this catalog.', left(login, 63)), '', 'Look at `countersign person list`.');
  elsif whose = who then
    perform refuse('CS403', 'right.own', 'Nobody takes a right from themselves.', '', 'Ask another administrator.');
  elsif not exists (select from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid
                    where r.rolname = login and g.rolname = 'countersign_' || role) then
    perform refuse('CS409', 'right.not-held', format('%s does not have it.', login), '', 'Nothing needs to be done.');
  end if;
  execute format('revoke countersign_%s from %I', role, login);
  return record_activity('right.revoke', 'person', whose, reason, jsonb_build_object('login', login, 'role', role), channel);
end $$;

-- The people with their rights, and who signs for whom.
create function countersign.people()
returns table (person text, name text, team text, is_office boolean, roles text[], logins text[], signs_for text, deputy text, delegation bigint,
  until timestamptz, open_reviews integer)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'People are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select p.key, p.name, p.team, coalesce(t.is_office, false),
      array(select r from unnest(array['builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer', 'viewer']) with ordinality x (r, n)
        where person_has_role(p.key, r) order by n),
      array(select l.login from person_login l where l.person = p.key order by l.login),
      case when d.to_person = p.key then d.from_person end, case when d.from_person = p.key then d.to_person end, d.id, d.until,
      (select count(*)::int from review_slot s where s.holder = p.key and s.state = 'open' and s.lease_until > moment())
    from person p left join team t on t.key = p.team
    left join lateral (select x.* from delegation x where p.key in (x.from_person, x.to_person) and x.until > moment()
      and not exists (select from delegation_end e where e.delegation = x.id) order by x.id desc limit 1) d on true
    order by coalesce(t.is_office, false) desc, p.team, p.key;
end $$;

-- Retiring what others use -----------------------------------------------------------------------------------------------

alter table countersign_private.artifact_state add column successor bigint references countersign_private.artifact;

-- As before; what others still use is retired only by naming what takes over. In use is the newest version of an artifact and
-- whatever an environment serves of it.
drop function countersign.retire_artifact(text, text, text);
create function countersign.retire_artifact(artifact_name text, reason text, channel text default 'sql', takes_over text default null)
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'lead');
  a bigint := (select x.id from countersign_private.artifact x where x.name = artifact_name);
  next bigint := (select x.id from countersign_private.artifact x where x.name = takes_over);
  s countersign_private.artifact_state;
  users text;
  at timestamptz;
begin
  perform require_reason(reason);
  perform take_artifact(a);
  at := clock();
  select * into s from artifact_state x where x.artifact = a and x.valid_to = 'infinity';
  if not found then
    perform refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(artifact_name, 120)), '', 'Look at `countersign registry list`.');
  elsif not exists (select from countersign_private.person x left join countersign_private.team t on t.key = x.team
                    where x.key = who and (t.is_office or x.team = s.team)) then
    perform refuse('CS403', 'artifact.team', format('%s belongs to another team.', artifact_name), '', 'Ask a builder of that team.');
  elsif s.retired then
    perform refuse('CS409', 'artifact.retired', format('%s is retired.', artifact_name), '', 'Nothing needs to be done.');
  end if;
  if exists (select from pointer p where p.artifact = a and p.environment = 'production' and p.valid_to = 'infinity') then
    perform refuse('CS409', 'artifact.serving', format('Production serves %s.', artifact_name), '', 'Promote what takes its place first.');
  end if;
  if takes_over is not null and (next is null or next = a or exists (
      select from artifact_state x where x.artifact = next and x.valid_to = 'infinity' and x.retired)) then
    perform refuse('CS422', 'artifact.successor', format('%s cannot take over.', left(takes_over, 120)), 'It is unknown, retired, or the same.',
      'Name an artifact that is in use.');
  end if;
  select string_agg(distinct u.name, ', ') into users from dependency d join version pinned on pinned.id = d.on_version and pinned.artifact = a
    join version v on v.id = d.version and v.artifact <> a join artifact u on u.id = v.artifact
    join artifact_state x on x.artifact = u.id and x.valid_to = 'infinity' and not x.retired
    where exists (select from pointer p where p.version = v.id and p.valid_to = 'infinity')
      or v.number = (select max(y.number) from version y where y.artifact = u.id);
  if users is not null and next is null then
    perform refuse('CS409', 'artifact.pinned', format('%s is used by %s.', artifact_name, left(users, 300)), '', 'Name what takes over: --takes-over ARTIFACT.');
  end if;
  update pointer p set valid_to = greatest(at, p.valid_from + interval '1 microsecond') where p.artifact = a and p.valid_to = 'infinity';
  at := greatest(at, s.valid_from + interval '1 microsecond');
  update artifact_state x set valid_to = at where x.artifact = a and x.valid_to = 'infinity';
  insert into artifact_state (artifact, team, owner, tier, purpose, retired, successor, changed_by, reason, effective_at, valid_from)
  values (a, s.team, s.owner, s.tier, s.purpose, true, next, who, reason, at, at);
  return record_activity('artifact.retire', 'artifact', artifact_name, reason, jsonb_build_object('takes_over', takes_over, 'used_by', users), channel);
end $$;

-- Reading ---------------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('succession', $$
  select a.name as artifact, n.name as takes_over, s.valid_from as recorded_at
  from countersign_private.artifact_state s join countersign_private.artifact a on a.id = s.artifact
  join countersign_private.artifact n on n.id = s.successor where {now s} and s.retired $$);
call countersign_private.make_views('waiver', $$
  select w.id, a.name as artifact, v.label, w.environment, w.requirement, w.owner, w.reason, w.expires_at, w.asked_by, s.state, s.changed_by,
    s.reason as answer, w.recorded_at, s.valid_from as changed_at
  from countersign_private.waiver w join countersign_private.waiver_state s on s.waiver = w.id and {now s}
  join countersign_private.version v on v.id = w.version join countersign_private.artifact a on a.id = v.artifact $$);
call countersign_private.make_views('delegation', $$
  select d.id, d.from_person, d.to_person, d.environment, d.until, d.reason, d.recorded_at
  from countersign_private.delegation d where {fact d}
    and not exists (select from countersign_private.delegation_end e where e.delegation = d.id and {fact e}) $$);
call countersign_private.make_views('signed_for', $$
  select f.approval, f.person, f.delegation from countersign_private.approval_for f where {fact f} $$);

grant select on countersign.succession, countersign_past.succession, countersign.waiver, countersign_past.waiver, countersign.delegation,
  countersign_past.delegation, countersign.signed_for, countersign_past.signed_for to countersign_viewer;
-- Each of these asks for its own role.
grant execute on function
  countersign.delegate(text, timestamptz, text, text, text),
  countersign.end_delegation(bigint, text, text),
  countersign.ask_waiver(bigint, text, text, timestamptz, text, text),
  countersign.answer_waiver(bigint, text, text, text),
  countersign.promotion_changes(bigint),
  countersign.refresh_promotion(bigint),
  countersign.promotion_quorum(bigint),
  countersign.revoke_right(text, text, text, text),
  countersign.people(),
  countersign.retire_artifact(text, text, text, text)
  to countersign_viewer;
