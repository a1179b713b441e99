-- A quarter's facts tell of requirements that were waived and of what was stopped, and of an answer its number, its reason and
-- when it was given: so that a card in a pack says what the catalog's own card says.

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
  join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity'
  union all
  select a.name, 'approval', x.id::text, x.recorded_at, x.recorded_at, 'approval:' || x.id, leaf_of(x)::text,
    jsonb_build_object('promotion', x.promotion, 'artifact', a.name, 'label', v.label, 'person', x.person, 'approves', x.approves,
      'revision', x.revision, 'version_digest', 'sha256:' || encode(x.version_digest, 'hex'), 'reason', x.reason, 'channel', x.channel)
  from told p join approval x on x.promotion = p.id join version v on v.id = p.version join artifact a on a.id = v.artifact
  union all
  -- What was let go while the quarter ran, whoever granted or refused it.
  select a.name, 'waiver', w.id::text, w.recorded_at, w.recorded_at, 'waiver:' || w.id, leaf_of(w)::text,
    jsonb_build_object('waiver', w.id, 'artifact', a.name, 'label', v.label, 'environment', w.environment, 'requirement', w.requirement,
      'owner', w.owner, 'reason', w.reason, 'until', rfc3339(w.expires_at), 'asked_by', w.asked_by, 'state', s.state, 'state_by', s.changed_by,
      'state_at', rfc3339(s.valid_from), 'answer', s.reason)
  from waiver w join waiver_state s on s.waiver = w.id and s.valid_to = 'infinity'
  join version v on v.id = w.version join artifact a on a.id = v.artifact
  where w.recorded_at < ends and w.expires_at > starts
  union all
  -- What was stopped in it, or still was when it began.
  select a.name, 'stop', x.id::text, x.recorded_at, x.recorded_at, 'stop:' || x.id, leaf_of(x)::text,
    jsonb_build_object('stop', x.id, 'artifact', a.name, 'label', v.label, 'environment', x.environment, 'stopped_by', x.stopped_by,
      'reason', x.reason, 'state', s.state, 'state_by', s.changed_by, 'state_at', rfc3339(s.valid_from), 'answer', s.reason)
  from stop x join stop_state s on s.stop = x.id and s.valid_to = 'infinity'
  join artifact a on a.id = x.artifact left join version v on v.id = x.version
  where x.recorded_at < ends and (s.state = 'stopped' or s.valid_from >= starts)
$$;

create or replace function countersign_private.stated_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select a.name, 'statement', a.name || '/' || f.key, coalesce(x.effective_at, s.valid_from), coalesce(c.recorded_at, x.recorded_at, s.valid_from), null, null,
    jsonb_build_object('artifact', a.name, 'key', f.key, 'value', x.value, 'state', s.state, 'owner', s.owner, 'due', rfc3339(s.due),
      'label', v.label, 'answered_by', x.answered_by, 'confirmed_by', c.confirmed_by, 'confirmed_at', rfc3339(c.recorded_at), 'cause', nullif(s.cause, ''),
      'fact', f.id, 'answer', x.id, 'answered_at', rfc3339(x.recorded_at), 'reason', x.reason)
  from fact f join artifact a on a.id = f.artifact join fact_state s on s.fact = f.id and s.valid_to = 'infinity'
  left join fact_answer x on x.id = s.answer left join fact_confirmation c on c.answer = x.id left join version v on v.id = x.version
  where coalesce(x.effective_at, s.valid_from) < ends
$$;
