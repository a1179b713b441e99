-- A snapshot holds all that a quarter asks for, as it was at the quarter's end: shadow verdicts, alarms, members, keys, vendors,
-- erasures, the bound on what nobody read, excerpts of evidence; and a list of contents by which a pack that leaves something
-- out is shown to.
-- Long because all that a quarter holds is told in one place, kind by kind.

set local check_function_bodies = off;

-- Excerpts ----------------------------------------------------------------------------------------------------------------

-- The first words of an answer that is an incident's evidence, as they were at freezing. They live no longer than the text they
-- are of; the frozen fact keeps their salted digest.
create table countersign_private.period_excerpt (
  snapshot bigint not null references countersign_private.snapshot,
  generation uuid not null,
  salt bytea not null check (octet_length(salt) = 32),
  words text not null,
  primary key (snapshot, generation)
);
create trigger unchanged before update on countersign_private.period_excerpt
  for each row execute function countersign_private.on_change_of_a_fact();
alter table countersign_private.period_excerpt enable always trigger unchanged;
call countersign_private.guard_present('countersign_private.period_excerpt');

-- At the end of an erasure or of a run of retention: whatever removed the text, its excerpts go with it.
create function countersign_private.on_content_gone() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  delete from period_excerpt e where not exists (select from generation_content c where c.tenant = 1 and c.id = e.generation);
  if found then perform note_rewrite('countersign_private.period_excerpt'::regclass); end if;
  return null;
end $$;
create constraint trigger excerpts_go after insert on countersign_private.erasure_end deferrable initially deferred
  for each row execute function countersign_private.on_content_gone();
create constraint trigger excerpts_go after insert on countersign_private.retention_run deferrable initially deferred
  for each row execute function countersign_private.on_content_gone();
alter table countersign_private.erasure_end enable always trigger excerpts_go;
alter table countersign_private.retention_run enable always trigger excerpts_go;

-- What an incident's evidence says is held against erasure and retention from the moment it is linked.
create function countersign_private.on_evidence_linked() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if new.generation is not null and not exists (select from hold h where h.kind = 'generation' and h.key = new.generation::text
      and not exists (select from hold_end e where e.hold = h.id)) then
    insert into hold (kind, key, reason, placed_by)
    values ('generation', new.generation::text, format('Evidence of incident %s.', new.incident), new.added_by);
  end if;
  return null;
end $$;
create trigger holds_evidence after insert on countersign_private.incident_link
  for each row execute function countersign_private.on_evidence_linked();
alter table countersign_private.incident_link enable always trigger holds_evidence;

-- Figures -----------------------------------------------------------------------------------------------------------------

-- The highest share of violations that so many among `looked` leave possible: one-sided, by Clopper and Pearson, by halving. Null
-- when nothing was looked at; rounded up to a millionth.
create function countersign_private.upper_share(violations bigint, looked bigint, confidence double precision default 0.95)
returns double precision language plpgsql immutable as $$
declare
  low double precision := 0;
  high double precision := 1;
  middle double precision;
  term double precision;
  sum double precision;
begin
  if coalesce(looked, 0) <= 0 then return null; end if;
  if violations >= looked then return 1; end if;
  for turn in 1..50 loop
    middle := (low + high) / 2;
    -- The chance of seeing no more violations, by logarithms: a sum of large powers would vanish.
    term := looked * ln(1 - middle);
    sum := case when term < -700 then 0 else exp(term) end;
    for k in 1..violations loop
      term := term + ln((looked - k + 1)::double precision / k) + ln(middle) - ln(1 - middle);
      sum := sum + case when term < -700 then 0 else exp(term) end;
    end loop;
    if sum > 1 - confidence then low := middle; else high := middle; end if;
  end loop;
  return ceil(high * 1000000) / 1000000;
end $$;

-- Wilson's interval at 95 % of a figure that is a share of n cases. Whether it is one nobody said: callers name it so.
create function countersign_private.share_interval(value double precision, n bigint) returns jsonb language sql immutable as $$
  select case when n > 0 and value between 0 and 1 then jsonb_build_object(
      'low_if_share', round(greatest(0, (value + z2 / (2 * n) - z * sqrt(value * (1 - value) / n + z2 / (4.0 * n * n))) / (1 + z2 / n))::numeric, 6),
      'high_if_share', round(least(1, (value + z2 / (2 * n) + z * sqrt(value * (1 - value) / n + z2 / (4.0 * n * n))) / (1 + z2 / n))::numeric, 6))
    else '{}' end
  from (select 1.959963984540054::double precision as z, 3.8414588206941254::double precision as z2) c
$$;

-- What a quarter's facts are ----------------------------------------------------------------------------------------------

-- As before; how things stood at the quarter's end and not since.
create or replace function countersign_private.promotion_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  with told as (
    select p.* from promotion p
    where p.effective_at < ends and (p.effective_at >= starts
      or exists (select from promotion_state s where s.promotion = p.id and s.valid_from >= starts and s.valid_from < ends)
      or exists (select from pointer x where x.promotion = p.id and x.effective_at < ends and x.valid_to > starts)))
  select a.name, 'promotion', p.id::text, p.effective_at, p.recorded_at, null, null,
    jsonb_build_object('promotion', p.id, 'artifact', a.name, 'artifact_kind', a.kind, 'label', v.label, 'environment', p.environment, 'needed', p.needed,
      'requested_by', p.requested_by, 'reason', p.reason, 'state', s.state, 'state_by', s.changed_by, 'state_at', rfc3339(s.valid_from))
  from told p join version v on v.id = p.version join artifact a on a.id = v.artifact
  cross join lateral (select x.* from promotion_state x where x.promotion = p.id
    order by x.valid_from < ends desc, case when x.valid_from < ends then x.valid_from end desc, x.valid_from limit 1) s
  union all
  select a.name, 'approval', x.id::text, x.recorded_at, x.recorded_at, 'approval:' || x.id, leaf_of(x)::text,
    jsonb_build_object('promotion', x.promotion, 'artifact', a.name, 'label', v.label, 'person', x.person, 'approves', x.approves,
      'revision', x.revision, 'version_digest', 'sha256:' || encode(x.version_digest, 'hex'), 'reason', x.reason, 'channel', x.channel,
      'key', k.fingerprint, 'envelope', convert_from(n.envelope, 'UTF8'))
  from told p join approval x on x.promotion = p.id join version v on v.id = p.version join artifact a on a.id = v.artifact
  left join approval_envelope n on n.approval = x.id left join signing_key k on k.id = n.key
  where x.recorded_at < ends or p.recorded_at >= ends
  union all
  -- What was let go while the quarter ran, whoever granted or refused it.
  select a.name, 'waiver', w.id::text, w.recorded_at, w.recorded_at, 'waiver:' || w.id, leaf_of(w)::text,
    jsonb_build_object('waiver', w.id, 'artifact', a.name, 'label', v.label, 'environment', w.environment, 'requirement', w.requirement,
      'owner', w.owner, 'reason', w.reason, 'until', rfc3339(w.expires_at), 'asked_by', w.asked_by, 'state', s.state, 'state_by', s.changed_by,
      'state_at', rfc3339(s.valid_from), 'answer', s.reason)
  from waiver w
  cross join lateral (select x.* from waiver_state x where x.waiver = w.id
    order by x.valid_from < ends desc, case when x.valid_from < ends then x.valid_from end desc, x.valid_from limit 1) s
  join version v on v.id = w.version join artifact a on a.id = v.artifact
  where w.recorded_at < ends and w.expires_at > starts
  union all
  -- What was stopped in it, or still was when it began.
  select a.name, 'stop', x.id::text, x.recorded_at, x.recorded_at, 'stop:' || x.id, leaf_of(x)::text,
    jsonb_build_object('stop', x.id, 'artifact', a.name, 'label', v.label, 'environment', x.environment, 'stopped_by', x.stopped_by,
      'reason', x.reason, 'state', s.state, 'state_by', s.changed_by, 'state_at', rfc3339(s.valid_from), 'answer', s.reason)
  from stop x
  cross join lateral (select y.* from stop_state y where y.stop = x.id
    order by y.valid_from < ends desc, case when y.valid_from < ends then y.valid_from end desc, y.valid_from limit 1) s
  join artifact a on a.id = x.artifact left join version v on v.id = x.version
  where x.recorded_at < ends and (s.state = 'stopped' or s.valid_from >= starts)
$$;

-- As before; an answer that was given after the quarter's end does not take away the one that held in it.
create or replace function countersign_private.stated_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select a.name, 'statement', a.name || '/' || f.key, coalesce(x.effective_at, s.valid_from), coalesce(c.recorded_at, x.recorded_at, s.valid_from), null, null,
    jsonb_build_object('artifact', a.name, 'key', f.key, 'value', x.value, 'state', s.state, 'owner', s.owner, 'due', rfc3339(s.due),
      'label', v.label, 'answered_by', x.answered_by, 'confirmed_by', c.confirmed_by, 'confirmed_at', rfc3339(c.recorded_at), 'cause', nullif(s.cause, ''),
      'fact', f.id, 'answer', x.id, 'answered_at', rfc3339(x.recorded_at), 'reason', x.reason)
  from fact f join artifact a on a.id = f.artifact
  cross join lateral (select y.* from fact_state y left join fact_answer z on z.id = y.answer where y.fact = f.id
      and case when y.state in ('answered', 'confirmed') then z.effective_at < ends else y.valid_from < ends end
    order by y.valid_from desc limit 1) s
  left join fact_answer x on x.id = s.answer
  left join fact_confirmation c on c.answer = x.id and s.state <> 'answered' left join version v on v.id = x.version
$$;

-- As before: who had which right while the quarter ran and until when, and what was done in it that others rely on. Reasons of
-- erasures stay here: they may name whom they are about.
create or replace function countersign_private.office_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select '', 'right', coalesce(a.subject, '') || '/' || coalesce(a.detail ->> 'role', '') || '/' || a.id, a.recorded_at, a.recorded_at, 'activity:' || a.id, leaf_of(a)::text,
    jsonb_build_object('person', a.subject, 'login', a.detail ->> 'login', 'right', a.detail ->> 'role', 'granted_by', a.person, 'reason', a.reason,
      'until', case when r.recorded_at < ends then rfc3339(r.recorded_at) end, 'revoked_by', case when r.recorded_at < ends then r.person end)
  from activity a
  left join lateral (select x.recorded_at, x.person from activity x where x.act = 'right.revoke' and x.id > a.id
    and x.detail ->> 'login' = a.detail ->> 'login' and x.detail ->> 'role' = a.detail ->> 'role' order by x.id limit 1) r on true
  where a.act = 'right.grant' and a.recorded_at < ends and (r.recorded_at is null or r.recorded_at >= starts)
  union all
  select '', 'member', p.key, p.recorded_at, p.recorded_at, null, null,
    jsonb_build_object('person', p.key, 'team', p.team, 'team_name', t.name, 'is_office', t.is_office, 'languages', to_jsonb(p.languages),
      'logins', (select coalesce(jsonb_agg(l.login order by l.login collate "C"), '[]') from person_login l where l.person = p.key and l.recorded_at < ends))
  from person p left join team t on t.key = p.team where p.recorded_at < ends
  union all
  select '', 'key', k.fingerprint, k.recorded_at, k.recorded_at, 'signing_key:' || k.id, leaf_of(k)::text,
    jsonb_build_object('fingerprint', k.fingerprint, 'person', k.person, 'name', k.name, 'public_key', encode(k.public_key, 'base64'),
      'states', (select jsonb_agg(jsonb_build_object('state', s.state, 'by', s.changed_by, 'reason', s.reason, 'at', rfc3339(s.valid_from),
          'trusted_until', rfc3339(s.trusted_until)) order by s.valid_from) from signing_key_state s where s.key = k.id and s.valid_from < ends))
  from signing_key k where k.recorded_at < ends
  union all
  select case when a.subject_kind = 'artifact' then a.subject else '' end, 'act', a.id::text, a.recorded_at, a.recorded_at, 'activity:' || a.id, leaf_of(a)::text,
    jsonb_build_object('act', a.act, 'about', a.subject_kind || ' ' || a.subject, 'person', a.person,
      'reason', case when a.act not like 'erasure.%' then a.reason end, 'channel', a.channel)
  from activity a where a.recorded_at >= starts and a.recorded_at < ends
    and a.act in ('artifact.retire', 'team.add', 'snapshot.open', 'snapshot.sign', 'snapshot.freeze', 'pack.issue', 'erasure.ask', 'erasure.done',
      'erasure.refuse', 'incident.open', 'incident.close', 'rollback', 'traffic.shift', 'stop', 'right.revoke', 'delegation.make', 'delegation.end',
      'hold.add', 'hold.release', 'retention.set', 'backup.window', 'category.map', 'label.schema', 'queue.hours', 'holiday.set', 'key.add', 'key.trust',
      'key.revoke', 'key.rule', 'producer.add', 'producer.rotate', 'producer.revoke', 'shadow.endpoint', 'sample.commit', 'sample.draw', 'tier.ask',
      'act.confirm', 'act.refuse', 'act.withdraw', 'request.open', 'request.extend', 'request.hand-out', 'request.answer', 'request.refuse', 'log.key')
  union all
  select '', 'erasure', e.id::text, e.recorded_at, e.recorded_at, null, null,
    jsonb_build_object('erasure', e.id, 'subjects', e.subjects, 'asked_by', e.asked_by, 'outcome', d.outcome, 'ended_by', d.ended_by,
      'ended_at', rfc3339(d.recorded_at), 'removed', d.report)
  from erasure e left join erasure_end d on d.erasure = e.id and d.recorded_at < ends
  where e.recorded_at < ends and (e.recorded_at >= starts or d.recorded_at >= starts or d.erasure is null)
  union all
  select a.name, 'vendor', a.name, v.effective_at, v.recorded_at, 'version:' || v.id, leaf_of(v)::text,
    jsonb_build_object('vendor', a.name, 'label', v.label, 'dpa_until', b.body ->> 'dpa_until', 'data_class_ceiling', coalesce(b.body ->> 'data_class_ceiling', 'green'),
      'dpa_held_to_the_end', (b.body ->> 'dpa_until')::date >= ((ends - interval '1 second') at time zone (select c.time_zone from catalog c))::date)
  from artifact a join version v on v.id = (select x.id from version x where x.artifact = a.id and x.effective_at < ends order by x.number desc limit 1)
  cross join lateral (select convert_from(v.body, 'UTF8')::jsonb as body) b
  where a.kind = 'vendor'
    and coalesce(not (select x.retired and x.effective_at < starts from artifact_state x where x.artifact = a.id and x.effective_at < ends
      order by x.effective_at desc, x.valid_from desc limit 1), true)
$$;

-- What was compared and what called a person. Whoever adds kinds of alarms adds nothing here: an alarm tells itself by `kind` and
-- `subject`.
create function countersign_private.watch_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select a.name, 'shadow', r.id::text, w.recorded_at, w.recorded_at, null, null,
    jsonb_build_object('run', r.id, 'artifact', a.name, 'candidate', v.label, 'origin', r.origin, 'asked', r.asked, 'pairs', w.pairs, 'verdict', w.verdict,
      'run_by', r.run_by, 'answers_digest', 'sha256:' || encode(w.answers_digest, 'hex'),
      'comparisons', (select coalesce(jsonb_agg(jsonb_build_object('against', bv.label, 'metric', c.metric, 'slice', nullif(c.slice, ''), 'n', c.n,
          'candidate', c.candidate, 'baseline', c.baseline, 'difference', c.difference, 'low', c.low, 'high', c.high, 'confidence', c.confidence,
          'detectable', c.detectable, 'verdict', c.verdict) order by c.arm, c.metric collate "C", c.slice collate "C"), '[]')
        from shadow_comparison c join shadow_arm m on m.run = c.run and m.arm = c.arm join version bv on bv.id = m.version where c.run = r.id))
  from shadow_verdict w join shadow_run r on r.id = w.run join version v on v.id = r.candidate join artifact a on a.id = r.artifact
  where w.recorded_at < ends and (w.recorded_at >= starts or r.candidate in (select served_between(starts, ends)))
  union all
  select a.name, 'alarm', x.id::text, x.recorded_at, x.recorded_at, null, null,
    jsonb_build_object('alarm', x.id, 'alarm_kind', x.kind, 'artifact', a.name, 'label', v.label, 'environment', x.environment, 'about', x.subject,
      'words', x.words, 'state', s.state, 'state_by', s.changed_by, 'state_at', rfc3339(s.valid_from), 'answer', s.reason)
  from alarm x join version v on v.id = x.version join artifact a on a.id = v.artifact
  cross join lateral (select y.* from alarm_state y where y.alarm = x.id
    order by y.valid_from < ends desc, case when y.valid_from < ends then y.valid_from end desc, y.valid_from limit 1) s
  where x.recorded_at < ends and (x.recorded_at >= starts or s.state = 'open' or s.valid_from >= starts)
$$;

-- Calls that nobody was asked to read, by the month's sample: so many violations there may be at most (95 %).
create function countersign_private.sample_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select '', 'sample', to_char(s.month, 'YYYY-MM'), s.month::timestamp at time zone 'UTC', d.recorded_at, null, null,
    jsonb_build_object('month', to_char(s.month, 'YYYY-MM'), 'share', s.rate, 'population', n.population, 'drawn', n.drawn, 'decided', n.decided,
      'violations', n.violations, 'violation_rate_at_most', upper_share(n.violations, n.decided), 'confidence', 0.95, 'method', 'Clopper and Pearson, one-sided',
      'seed_digest', encode(s.seed_digest, 'hex'), 'seed', encode(d.seed, 'hex'), 'drawn_by', d.drawn_by)
  from low_sample s join low_sample_draw d on d.sample = s.id
  cross join lateral (
    select (select sum(t.population) from low_sample_stratum t where t.sample = s.id) as population, count(*) as drawn,
      count(*) filter (where p.state = 'done') as decided,
      count(*) filter (where p.state = 'done' and (select v.decision from standing_verdict v where v.tenant = 1 and v.item = p.item
        order by v.slot = 0 desc, v.id desc limit 1) in ('block', 'mask')) as violations
    from low_sample_item x left join review_item i on i.tenant = 1 and i.generation = x.generation
    left join review_present p on p.tenant = 1 and p.item = i.id where x.sample = s.id) n
  where s.month::timestamp at time zone 'UTC' < ends and (s.month + interval '1 month')::timestamp at time zone 'UTC' > starts
$$;

-- As before, told under every artifact it holds, in whole; and as it stood at the quarter's end.
create or replace function countersign_private.incident_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  with told as (
    select i.*, n.names from incident i cross join lateral (select coalesce(array_agg(distinct x.name order by x.name), '{}') as names from (
      select a.name from incident_link l join artifact a on a.id = l.artifact where l.incident = i.id
      union
      select a.name from incident_link l join generation g on g.tenant = 1 and g.id = l.generation join artifact a on a.name in (g.prompt, g.model)
        where l.incident = i.id) x) n
    where i.aware_at < ends and (i.aware_at >= starts
      or not exists (select from incident_act x where x.incident = i.id and x.act = 'close' and x.effective_at < starts)))
  select coalesce(p.name, ''), case when p.place > 1 then 'incident_elsewhere' else 'incident' end,
    case when p.place > 1 then i.id || ' ' || p.name else i.id::text end, i.aware_at, i.recorded_at, null, null,
    jsonb_build_object('incident', i.id, 'title', i.title, 'traits', to_jsonb(incident_traits(i.id)), 'serious', is_serious(incident_traits(i.id)),
      'happened_at', rfc3339(i.happened_at), 'aware_at', rfc3339(i.aware_at), 'affected', affected_by(i.id), 'ticket', ticket_of(i.id), 'zone', i.zone,
      'opened_by', i.opened_by,
      'told_under', case when p.place > 1 then i.names[1] end, 'artifacts', to_jsonb(i.names),
      'state', case when exists (select from incident_act x where x.incident = i.id and x.act = 'close' and x.effective_at < ends) then 'closed' else 'open' end,
      'clocks', (select coalesce(jsonb_agg(jsonb_build_object('rule', c.rule, 'duty', c.duty, 'source', c.source, 'law_version', c.law_version,
          'due_at', rfc3339(c.due_at), 'ends_at', rfc3339(c.ends_at)) order by c.due_at, c.rule), '[]') from incident_clock c where c.incident = i.id),
      'acts', (select coalesce(jsonb_agg(jsonb_build_object('act', x.act, 'person', x.person, 'duty', x.duty, 'stage', x.stage,
          'effective_at', rfc3339(x.effective_at), 'recorded_at', rfc3339(x.recorded_at)) order by x.id), '[]') from incident_act x
        where x.incident = i.id and (x.effective_at < ends or x.act = 'open')),
      'holds', (select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'subject', l.subject, 'digest', encode(l.digest, 'hex')) order by l.ordinal), '[]')
        from incident_link l where l.incident = i.id))
  from told i left join lateral unnest(i.names) with ordinality p (name, place) on true
  union all
  -- What the evidence said, by a digest whose salt is the text's own secret and goes with it.
  select coalesce((select min(a.name) from artifact a where a.name in (g.prompt, g.model)), ''), 'excerpt', g.id::text, g.at, g.recorded_at, 'generation:' || g.id, leaf_of(g)::text,
    jsonb_build_object('generation', g.id, 'incidents', x.incidents, 'model', g.model, 'model_version', g.model_version, 'prompt', g.prompt,
      'prompt_version', g.prompt_version, 'data_class', coalesce(g.data_class, 'red'), 'characters', length(w.words),
      'digest', encode(sha256(excerpt_salt(c.salt) || sha256(convert_to(w.words, 'UTF8'))), 'hex'))
  from (select l.generation, jsonb_agg(distinct i.id) as incidents from told i join incident_link l on l.incident = i.id where l.generation is not null group by 1) x
  join generation g on g.tenant = 1 and g.id = x.generation join generation_content c on c.tenant = 1 and c.id = g.id
  cross join lateral (select excerpt_words(g.id) as words) w
  where g.at < ends and w.words <> ''
$$;

create function countersign_private.excerpt_salt(of_content bytea) returns bytea language sql immutable as $$
  select sha256('countersign excerpt'::bytea || of_content)
$$;
create function countersign_private.excerpt_words(generation_id uuid) returns text language sql stable as $$
  select left(coalesce(countersign_private.answer_text(generation_id), ''), 500)
$$;

-- What is missing, with who owes it, when it was asked for, by when it is due, and whether it was answered.
create function countersign_private.quarter_debts(starts timestamptz, ends timestamptz)
returns table (stops boolean, owner text, scope text, what text, remedy text, key text, asked_at timestamptz, due timestamptz, answered_at timestamptz)
language sql stable as $$
  select g.*, null::text, null::timestamptz, null::timestamptz, null::timestamptz from countersign_private.quarter_gaps_of_rules(starts, ends) g
  union all
  select false, coalesce(s.owner, t.owner), a.name,
    format(case s.state when 'asked' then '%s was asked for and not answered.' when 'stale' then '%s rests on what has changed since.'
      else '%s is one person''s word: nobody has confirmed it.' end, f.key),
    case s.state when 'answered' then 'Confirm it: countersign fact confirm.' else 'Answer it: countersign fact set.' end,
    f.key, (select max(y.valid_from) from fact_state y where y.fact = f.id and y.state = 'asked'), s.due, x.recorded_at
  from fact f join artifact a on a.id = f.artifact join artifact_state t on t.artifact = a.id and t.valid_to = 'infinity' and not t.retired
  join fact_state s on s.fact = f.id and s.valid_to = 'infinity' and s.state in ('asked', 'answered', 'stale')
  left join fact_answer x on x.id = s.answer
  where s.valid_from < ends
  union all
  select false, t.owner, a.name, format('Its data processing agreement ended on %s.', b.until), 'Agree on it anew, and register the vendor with its new end.',
    null, null, b.until::timestamp at time zone (select c.time_zone from catalog c), null
  from artifact a join artifact_state t on t.artifact = a.id and t.valid_to = 'infinity' and not t.retired
  cross join lateral (select x.body from version x where x.artifact = a.id and x.effective_at < ends order by x.number desc limit 1) v
  cross join lateral (select (convert_from(v.body, 'UTF8')::jsonb ->> 'dpa_until')::date as until) b
  where a.kind = 'vendor' and b.until::timestamp at time zone (select c.time_zone from catalog c) < ends
  union all
  select false, null, '', format('No sample of the low tier was drawn for %s: how many violations nobody read cannot be said.', to_char(m.month, 'YYYY-MM')),
    'Commit to a seed while the month runs: countersign review sample.', null, null, null, null
  from generate_series(date_trunc('month', starts at time zone 'UTC'), (ends at time zone 'UTC') - interval '1 second', interval '1 month') m (month)
  where not exists (select from low_sample s join low_sample_draw d on d.sample = s.id where s.month = m.month::date)
    and exists (select from generation g where g.tenant = 1 and g.tier = 'low' and g.id >= first_id_at(greatest(m.month at time zone 'UTC', starts))
      and g.id < first_id_at(least((m.month + interval '1 month') at time zone 'UTC', ends)))
$$;

-- What the rules before this step find, but for facts that are owed: those are told with their times.
alter function countersign_private.quarter_gaps(timestamptz, timestamptz) rename to quarter_gaps_all;
create function countersign_private.quarter_gaps_of_rules(starts timestamptz, ends timestamptz)
returns table (stops boolean, owner text, scope text, what text, remedy text) language sql stable as $$
  select g.* from countersign_private.quarter_gaps_all(starts, ends) g where g.what not like '% was asked for and not answered.'
$$;
create function countersign_private.quarter_gaps(starts timestamptz, ends timestamptz)
returns table (stops boolean, owner text, scope text, what text, remedy text) language sql stable as $$
  select d.stops, d.owner, d.scope, d.what, d.remedy from countersign_private.quarter_debts(starts, ends) d
$$;

-- All facts of a quarter in the order of a snapshot, as canonical JSON. Under every artifact, and under the office as a whole, a list of
-- contents: how many facts of each kind there are, and which artifacts it is made of.
create or replace function countersign_private.quarter_content(starts timestamptz, ends timestamptz)
returns table (ordinal bigint, scope text, kind text, subject text, effective_at timestamptz, recorded_at timestamptz, body text)
language sql stable set timezone = 'UTC' set extra_float_digits = 1 set jit = off as $$
  with found as materialized (
    select * from countersign_private.registry_facts(starts, ends)
    union all select * from countersign_private.promotion_facts(starts, ends)
    union all select * from countersign_private.office_facts(starts, ends)
    union all select * from countersign_private.review_facts(starts, ends)
    union all select * from countersign_private.sample_facts(starts, ends)
    union all select * from countersign_private.traffic_facts(starts, ends)
    union all select * from countersign_private.incident_facts(starts, ends)
    union all select * from countersign_private.stated_facts(starts, ends)
    union all select * from countersign_private.watch_facts(starts, ends)
    union all select * from countersign_private.request_facts(starts, ends)
    union all select g.scope, 'gap', g.scope || ': ' || g.what, starts, starts, null, null,
      jsonb_build_object('what', g.what, 'owner', g.owner, 'remedy', g.remedy, 'key', g.key, 'asked_at', rfc3339(g.asked_at), 'due', rfc3339(g.due),
        'answered_at', rfc3339(g.answered_at))
      from countersign_private.quarter_debts(starts, ends) g where not g.stops),
  counted as (
    select c.scope, sum(c.n) as facts, jsonb_object_agg(c.kind, c.n) as kinds from (select f.scope, f.kind, count(*) as n from found f group by 1, 2) c group by 1),
  pinned as (
    select f.scope, jsonb_agg(distinct p.value ->> 'artifact') as pins
    from found f cross join lateral jsonb_array_elements(f.body -> 'pins') p
    where f.kind = 'version' and (p.value ->> 'artifact') in (select c.scope from counted c) group by f.scope),
  told as (
    select f.* from found f
    union all
    select c.scope, 'contents', c.scope, starts, starts, null, null,
      jsonb_build_object('facts', c.facts, 'kinds', c.kinds, 'pins', coalesce(p.pins, '[]')) from counted c left join pinned p on p.scope = c.scope)
  select row_number() over (order by f.scope collate "C", f.kind collate "C", f.effective_at, f.subject collate "C") - 1,
    f.scope, f.kind, f.subject, f.effective_at, f.recorded_at,
    countersign_private.canonical(jsonb_strip_nulls(f.body || case when f.kind = 'evaluation'
        then countersign_private.share_interval((f.body ->> 'value')::double precision, (f.body ->> 'n')::bigint) else '{}' end
      || jsonb_build_object('kind', f.kind, 'scope', f.scope, 'subject', f.subject,
      'effective_at', countersign_private.rfc3339(f.effective_at), 'recorded_at', countersign_private.rfc3339(f.recorded_at),
      'recorded_late', f.recorded_at >= ends, 'carried', f.effective_at < starts, 'leaf', f.leaf_name,
      'leaf_hash', encode(sha256('\x00'::bytea || convert_to(f.leaf, 'UTF8')), 'hex'))))
  from told f
$$;

-- Freezing ----------------------------------------------------------------------------------------------------------------

-- When a snapshot is frozen its excerpts are kept; a fact tells their digests.
create function countersign_private.on_excerpt_frozen() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  insert into period_excerpt (snapshot, generation, salt, words)
  select new.snapshot, c.id, excerpt_salt(c.salt), excerpt_words(c.id) from generation_content c
  where c.tenant = 1 and c.id = new.subject::uuid;
  return null;
end $$;
create trigger keeps_excerpt after insert on countersign_private.period_fact
  for each row when (new.kind = 'excerpt') execute function countersign_private.on_excerpt_frozen();
alter table countersign_private.period_fact enable always trigger keeps_excerpt;

-- Reading -----------------------------------------------------------------------------------------------------------------

-- Excerpts of a frozen snapshot that somebody of this clearance may read: null when it was erased since, or is above it.
create function countersign.frozen_excerpts(snapshot bigint, clearance text)
returns table (generation uuid, state text, salt bytea, words text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  classes constant text[] := array['green', 'yellow', 'red'];
begin
  if not has_role('auditor') then
    perform refuse('CS403', 'right.missing', 'Excerpts of evidence are handed out by an auditor.', '', 'Ask one of them.');
  elsif frozen_excerpts.clearance is null or array_position(classes, frozen_excerpts.clearance) is null then
    perform refuse('CS422', 'pack.clearance', 'A clearance is green, yellow or red.', '', 'Name the highest class the recipient may read.');
  end if;
  return query
    select f.subject::uuid,
      case when array_position(classes, coalesce(f.body::jsonb ->> 'data_class', 'red')) > array_position(classes, frozen_excerpts.clearance) then 'above'
        when e.words is null or not exists (select from generation_content c where c.tenant = 1 and c.id = e.generation) then 'erased' else 'told' end,
      e.salt, e.words
    from period_fact f left join period_excerpt e on e.snapshot = f.snapshot and e.generation = f.subject::uuid
    where f.snapshot = frozen_excerpts.snapshot and f.kind = 'excerpt' order by f.ordinal;
end $$;

-- What is missing in a quarter with its times, what stops the freeze first.
create function countersign.quarter_owed(quarter text)
returns table (stops boolean, owner text, scope text, what text, remedy text, key text, asked_at timestamptz, due timestamptz, answered_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare c countersign_private.catalog := (select x from catalog x);
begin
  perform require_period_reader();
  return query select g.* from quarter_span(quarter_owed.quarter, c.time_zone, c.first_month) p
    cross join lateral countersign_private.quarter_debts(p.starts, p.ends) g order by g.stops desc, g.owner nulls first, g.scope, g.what;
end $$;

grant execute on function countersign.frozen_excerpts(bigint, text), countersign.quarter_owed(text) to countersign_viewer;
