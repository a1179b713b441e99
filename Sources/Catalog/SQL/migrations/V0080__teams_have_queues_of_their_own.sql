-- Queues beside those that are shipped: of a tier, and of a team if it is to work them itself, beside the AI office.

set local check_function_bodies = off;

alter table countersign_private.queue add column team text references countersign_private.team;

create or replace view countersign.queue as
  select key, tier, name, needed, due_after, lease, hides_scores, team from countersign_private.queue;
create or replace view countersign_past.queue as
  select key, tier, name, needed, due_after, lease, hides_scores, team from countersign_private.queue;

-- Adds a queue, or changes one that was added; its tier stays. The tier policy decides what comes into it.
create function countersign.set_queue(key text, tier text, name text, team text, needed integer, due_after interval, lease interval, reason text,
  channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
#variable_conflict use_variable
declare
  stands countersign_private.queue;
  fault text;
begin
  perform require_role('lead', 'admin');
  perform require_reason(reason);
  select * into stands from queue q where q.key = set_queue.key;
  fault := case
    when coalesce(key, '') !~ '^[a-z0-9][a-z0-9._-]{0,39}$' then 'Its key is 1 to 40 small letters, digits, dots and hyphens.'
    when coalesce(tier, '') not in ('high', 'medium', 'low') then 'Its tier is high, medium or low.'
    when coalesce(btrim(name), '') = '' or length(name) > 60 then 'It has a name of at most 60 characters.'
    when coalesce(needed, 0) not between 1 and 5 then 'It needs 1 to 5 reviewers.'
    when tier = 'high' and needed < 2 then 'What is high needs two reviewers at least.'
    when coalesce(due_after, '0') not between interval '1 minute' and interval '90 days' then 'It is due after a minute to 90 days.'
    when coalesce(lease, '0') not between interval '1 minute' and interval '8 hours' then 'A claim lasts a minute to 8 hours.'
    end;
  if fault is not null then
    perform refuse('CS422', 'queue.shape', 'This cannot be a queue.', fault, 'Look at the help.');
  elsif stands.key in ('high', 'medium', 'low', 'sample') then
    perform refuse('CS409', 'queue.shipped', format('Queue %s is every office''s.', key), '', 'Add one of your own.');
  elsif stands.tier <> tier then
    perform refuse('CS409', 'queue.tier', format('Queue %s is of %s tier.', key, stands.tier), 'What waits in it was put there for that.',
      'Add another queue.');
  elsif team is not null and not exists (select from countersign_private.team t where t.key = set_queue.team) then
    perform refuse('CS404', 'team.unknown', format('There is no team %s.', left(team, 63)), '', 'Look at `countersign catalog people`.');
  end if;
  insert into queue (key, tier, name, needed, due_after, lease, hides_scores, team) values (key, tier, name, needed, due_after, lease, needed > 1, team)
    on conflict on constraint queue_pkey do update set name = excluded.name, needed = excluded.needed, due_after = excluded.due_after,
      lease = excluded.lease, hides_scores = excluded.hides_scores, team = excluded.team;
  return record_activity('queue.set', 'queue', key, reason, jsonb_build_object('tier', tier, 'name', name, 'team', team, 'needed', needed,
    'due_after', due_after::text, 'lease', lease::text), channel);
end $$;

-- A team's queue is worked by its reviewers and by those of the AI office.
create function countersign_private.may_work(of_queue text, who text) returns boolean language plpgsql stable as $$
begin
  return exists (select from countersign_private.queue q where q.key = of_queue and (q.team is null or exists (
    select from countersign_private.person p left join countersign_private.team t on t.key = p.team
    where p.key = who and (p.team = q.team or t.is_office))));
end $$;

-- Whatever way a claim is made.
create function countersign_private.on_slot_of_a_team() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if not may_work(new.queue, new.holder) then
    perform refuse('CS403', 'review.other-team', format('Queue %s is worked by another team.', new.queue), '', 'Claim from a queue of your own team.');
  end if;
  return new;
end $$;
create trigger of_a_team before update on countersign_private.review_slot for each row
  when (new.holder is distinct from old.holder and new.holder is not null) execute function countersign_private.on_slot_of_a_team();
alter table countersign_private.review_slot enable always trigger of_a_team;

grant execute on function countersign.set_queue(text, text, text, text, integer, interval, interval, text, text) to countersign_viewer;
