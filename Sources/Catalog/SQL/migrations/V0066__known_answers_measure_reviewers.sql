-- Gold items: the office knows an item's answer before its reviewers give theirs, and learns from them how often reviewers err.

set local check_function_bodies = off;

-- The known answer of an item that waits, by an officer who has read it and will not decide it. The item stays where it is and as it
-- was, so that nothing tells it from its neighbours; what its service is answered is the known answer, whatever reviewers say.
create table countersign_private.gold_answer (
  id bigint generated always as identity primary key,
  item bigint not null unique,
  decision text not null check (decision in ('accept', 'mask', 'block')),
  harm text,
  reason text not null,
  person text not null references countersign_private.person,
  login text not null,
  channel text not null check (channel in ('screen', 'command', 'sql')),
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  -- Its leaf names no item, and nobody finds the item by trying them all.
  salt bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) check (length(salt) = 32)
);
call countersign_private.guard_facts('countersign_private.gold_answer');
select countersign_private.bind_rows('gold_answer', array['id']);

-- Who reviews sees none but their own before the item is done.
alter table countersign_private.gold_answer enable row level security;
create policy not_to_reviewers on countersign_private.gold_answer for select to countersign_reader using (
  person = (select countersign_private.person_here())
  or (select (pg_has_role(session_user, 'countersign_auditor', 'member') or pg_has_role(session_user, 'countersign_lead', 'member'))
      and not countersign_private.reviews_here())
  or exists (select from countersign_private.review_present p where p.tenant = 1 and p.item = gold_answer.item and p.state = 'done'));
call countersign_private.make_views('gold_answer', $$
  select g.id, g.item + 0 as item, g.decision || '' as decision, g.harm || '' as harm, g.reason || '' as reason, g.person, g.recorded_at
  from countersign_private.gold_answer g where {fact g} $$);
grant select on countersign.gold_answer, countersign_past.gold_answer to countersign_viewer;

-- Of what is measured and handed out, gold items are no part.
create view countersign_private.counted_item as
  select i.* from countersign_private.review_item i where not exists (select from countersign_private.gold_answer g where g.item = i.id);

do $$
declare
  place record;
  text_now text;
begin
  for place in
    select * from (values
      ('countersign_private.review_facts(timestamptz,timestamptz)', 'from review_item i join', 'from counted_item i join'),
      ('countersign.agreement(timestamptz,timestamptz,text)', 'join review_present p on p.tenant = 1 and p.item = o.item',
        'join counted_item c on c.tenant = 1 and c.id = o.item join review_present p on p.tenant = 1 and p.item = o.item'),
      ('countersign.export_reviews(bigint,integer,text)', 'select distinct k.item from kept_outcome k where',
        'select distinct k.item from kept_outcome k join counted_item c on c.tenant = k.tenant and c.id = k.item where'),
      ('countersign.verdicts_by_day(text,text,timestamptz,timestamptz,timestamptz)', 'from review_item i join generation g', 'from counted_item i join generation g')) x (name, before, after) loop
    text_now := pg_get_functiondef(place.name::regprocedure);
    if strpos(text_now, place.before) = 0 then raise exception '% does not read reviews as expected', place.name; end if;
    execute replace(text_now, place.before, place.after);
  end loop;
end $$;

-- The known answer becomes the item's with the last verdict that it needs, or the first that calls for a lead: as a lead's would.
create function countersign_private.on_verdict_of_gold() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
declare
  g countersign_private.gold_answer;
begin
  select * into g from gold_answer x where x.item = new.item;
  if not found or exists (select from standing_verdict v where v.tenant = 1 and v.item = new.item and v.slot = 0) then return new; end if;
  if new.decision = 'escalate' or (select p.needed from review_present p where p.tenant = 1 and p.item = new.item)
    <= 1 + (select count(*) from standing_verdict v where v.tenant = 1 and v.item = new.item) then
    insert into verdict (item, slot, reviewer, login, fence, decision, reason, harm, channel)
      values (g.item, 0, g.person, g.login, 0, g.decision, g.reason, g.harm, g.channel);
  end if;
  return new;
end $$;
-- Before the reviewer's, which is the newest then and can be undone as any other.
create trigger known before insert on countersign_private.verdict for each row when (new.slot > 0) execute function countersign_private.on_verdict_of_gold();
alter table countersign_private.verdict enable always trigger known;

-- Makes an item that waits a gold item; it must have been read by who knows its answer, and be untouched.
create function countersign.know_answer(item bigint, decision text, reason text, harm text default null, channel text default 'sql')
returns table (gold bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
#variable_conflict use_variable
declare
  who constant text := require_role('lead', 'auditor');
  here constant text := session_user;
  p countersign_private.review_present;
  made bigint;
begin
  perform require_reason(reason);
  if decision is null or decision not in ('accept', 'mask', 'block') then
    perform refuse('CS422', 'review.decision', 'A known answer is accept, mask or block.', '', 'Choose one of them.');
  end if;
  select * into p from review_present x where x.tenant = 1 and x.item = know_answer.item for update;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif p.state <> 'open' or p.decided > 0 or exists (select from review_slot s where s.tenant = 1 and s.item = p.item and s.holder is not null and s.lease_until > clock()) then
    perform refuse('CS409', 'gold.touched', format('Item %s is held or decided by somebody.', item), 'Its answer must be known before.', 'Choose one that waits.');
  elsif p.queue = 'sample' then
    perform refuse('CS409', 'gold.sample', format('Item %s is of a month''s sample.', item), 'Its bound counts every item that was drawn.', 'Choose one of another queue.');
  elsif exists (select from gold_answer g where g.item = p.item) then
    perform refuse('CS409', 'gold.known', format('The answer of item %s is known already.', item), '', 'It stays.');
  elsif not exists (select from countersign_private.activity a where a.subject_kind = 'review' and a.subject = know_answer.item::text and a.act = 'review.read' and a.person = who) then
    perform refuse('CS409', 'gold.unread', format('You have not read item %s.', item), '', 'Read it: countersign review show.');
  end if;
  insert into gold_answer (item, decision, harm, reason, person, login, channel) values (item, decision, harm, reason, who, here, channel) returning id into made;
  insert into review_barred (item, person, reason) values (item, who, 'know its answer') on conflict do nothing;
  -- The line names no item, for leads who review.
  return query select made, record_activity('review.gold', 'review', '', '', jsonb_build_object('gold', made), channel);
end $$;

-- How reviewers did on gold items that were settled in a time: per person, or of all (null). `violations` are those whose known answer
-- is block or mask; `missed` of them were accepted. A reviewer sees their own line; the whole is for leads and auditors.
create function countersign.gold_error(since timestamptz, until timestamptz)
returns table (person text, decided bigint, wrong bigint, violations bigint, missed bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
#variable_conflict use_variable
declare
  who constant text := require_role('reviewer', 'lead', 'auditor');
  sees_all constant boolean := has_role('lead') or has_role('auditor');
begin
  return query
    select v.reviewer, count(*), count(*) filter (where v.decision not in (g.decision, 'escalate')),
      count(*) filter (where g.decision <> 'accept'), count(*) filter (where g.decision <> 'accept' and v.decision = 'accept')
    from gold_answer g join review_present p on p.tenant = 1 and p.item = g.item and p.state = 'done'
    join standing_verdict v on v.tenant = 1 and v.item = g.item and v.slot > 0 and v.recorded_at >= since and v.recorded_at < until
    where sees_all or v.reviewer = who
    group by grouping sets ((v.reviewer), ()) having count(*) > 0 and (sees_all or v.reviewer is not null) order by v.reviewer nulls first;
end $$;
grant execute on function countersign.know_answer(bigint, text, text, text, text), countersign.gold_error(timestamptz, timestamptz) to countersign_viewer;
