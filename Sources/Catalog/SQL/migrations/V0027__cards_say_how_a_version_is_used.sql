-- What a card says of a version's life in production, and the job that publishes cards.

-- Calls of one version of a model or a prompt in a stretch of time. A sum is null where no call said the figure, or where
-- calls said it in different currencies.
create function countersign.version_usage(
  artifact text, kind text, label text, since timestamptz, until timestamptz, moment timestamptz default null)
returns table (calls bigint, tokens_in bigint, tokens_out bigint, cost_micros bigint, currency text, p95_micros bigint, flagged bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select count(*), sum(g.tokens_in)::bigint, sum(g.tokens_out)::bigint,
      case when min(g.currency) is not distinct from max(g.currency) then sum(g.cost_micros)::bigint end,
      case when min(g.currency) is not distinct from max(g.currency) then min(g.currency) end,
      percentile_disc(0.95) within group (order by g.latency_micros),
      count(*) filter (where exists (select from flag f where f.tenant = g.tenant and f.generation = g.id and f.verdict = 'flagged'))
    from generation g
    where g.tenant = 1
      and (kind = 'model' and g.model = artifact and g.model_version = label
        or kind = 'prompt' and g.prompt = artifact and g.prompt_version = label)
      and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment);
end $$;

revoke all on function countersign.version_usage(text, text, text, timestamptz, timestamptz, timestamptz) from public;
grant execute on function countersign.version_usage(text, text, text, timestamptz, timestamptz, timestamptz) to countersign_viewer;

-- Cards are published by the daemon that has a folder for them; the others leave that job to it.
insert into countersign_private.schedule_job (name, title, every, at_time, needs) values
  ('publish-cards', 'Publish the cards of what production serves, where they changed', '5 minutes', null, 'ingest');

drop function countersign.take_job(text, interval);

-- Leases a job that is due, that this login may do and this process can; no row when there is none.
create function countersign.take_job(holder text, lease interval, unable text[] default '{}')
returns table (job text, fence bigint, due timestamptz)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  here constant text := session_user;
  j countersign_private.schedule_job;
begin
  perform refuse_if_as_of();
  if not (has_role('ingest') or has_role('sealer')) then
    perform refuse('CS403', 'right.missing', 'Only a program with a right of its own runs the schedule.', '', 'Ask an administrator for ingest or sealer.');
  end if;
  if coalesce(take_job.holder, '') = '' or take_job.lease not between interval '1 second' and interval '1 hour' then
    perform refuse('CS422', 'schedule.lease', 'A lease needs a holder and lasts between a second and an hour.', '', 'Ask for another.');
  end if;
  select * into j from schedule_job s
    where not s.paused and s.due <= clock_timestamp() and s.lease_until < clock_timestamp() and has_role(s.needs)
      and s.name <> all (coalesce(take_job.unable, '{}'))
    order by s.due, s.name limit 1 for update skip locked;
  if not found then return; end if;
  update schedule_run r set outcome = 'lost', ended_at = clock_timestamp(), detail = 'Its lease ran out.'
    where r.job = j.name and r.outcome = 'running';
  update schedule_job s set holder = take_job.holder, fence = s.fence + 1, lease_until = clock_timestamp() + take_job.lease
    where s.name = j.name;
  insert into schedule_run (job, fence, holder, login, due) values (j.name, j.fence + 1, take_job.holder, here, greatest(j.due, clock_timestamp() - interval '100 years'));
  return query select j.name, j.fence + 1, j.due;
end $$;
revoke all on function countersign.take_job(text, interval, text[]) from public;
grant execute on function countersign.take_job(text, interval, text[]) to countersign_ingest, countersign_sealer;

-- Somewhere something else is served: cards are due. What comes while they are written is written at the next round.
create function countersign_private.on_move_of_a_pointer_publish() returns trigger language plpgsql as $$
begin
  update countersign_private.schedule_job set due = '-infinity'
    where name = 'publish-cards' and due > clock_timestamp() and holder = '';
  return null;
end $$;
create trigger publishes after insert on countersign_private.pointer for each statement
  execute function countersign_private.on_move_of_a_pointer_publish();
alter table countersign_private.pointer enable always trigger publishes;
