CREATE SCHEMA countersign;
ALTER SCHEMA countersign OWNER TO countersign_owner;
CREATE SCHEMA countersign_past;
ALTER SCHEMA countersign_past OWNER TO countersign_owner;
CREATE SCHEMA countersign_private;
ALTER SCHEMA countersign_private OWNER TO countersign_owner;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';
CREATE TYPE countersign_private.found_fact AS (
	scope text,
	kind text,
	subject text,
	effective_at timestamp with time zone,
	recorded_at timestamp with time zone,
	leaf_name text,
	leaf text,
	body jsonb
);
ALTER TYPE countersign_private.found_fact OWNER TO countersign_owner;
CREATE TYPE countersign_private.item_to_queue AS (
	generation uuid,
	queue text,
	tier text,
	rule text,
	reasons text[],
	conversation text,
	needed integer,
	due_after interval
);
ALTER TYPE countersign_private.item_to_queue OWNER TO countersign_owner;
CREATE FUNCTION countersign.abandon_shadow_run(run bigint, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_shadow_right((select r.artifact from shadow_run r where r.id = run));
  at timestamptz;
begin
  perform require_reason(reason);
  perform from shadow_turn t where t.run = abandon_shadow_run.run for update;
  update shadow_run_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.run = abandon_shadow_run.run and s.valid_to = 'infinity' and s.state = 'open' returning s.valid_to into at;
  if not found then
    perform refuse('CS404', 'shadow.not-open', format('There is no open shadow run %s.', run), '', 'Look at `countersign shadow show`.');
  end if;
  insert into shadow_run_state (run, state, changed_by, reason, valid_from) values (run, 'abandoned', who, reason, at);
  return record_activity('shadow.abandon', 'shadow', run::text, reason, '{}', channel);
end $$;
ALTER FUNCTION countersign.abandon_shadow_run(run bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.add_flags(generation uuid, flags jsonb) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  in_force constant text := tier_policy();
  facts_now jsonb;
  of_digest bytea;
  d countersign_private.tier_decision;
  worst integer;
  last smallint;
begin
  perform refuse_if_as_of();
  if not has_role('ingest') then
    perform refuse('CS403', 'right.missing', format('%s does not have the right of ingest.', session_user), '', 'Ask an administrator for it.');
  elsif jsonb_typeof(flags) is distinct from 'array' or jsonb_array_length(flags) not between 1 and 100
    or exists (select from jsonb_array_elements(flags) f where coalesce(f ->> 'source', '') = '' or coalesce(f ->> 'category', '') = ''
      or coalesce(f ->> 'verdict', 'clear') not in ('clear', 'flagged', 'error', 'not_run') or coalesce(f ->> 'side', 'output') not in ('input', 'output', 'retrieved', 'tool')
      or coalesce(jsonb_typeof(f -> 'score'), 'number') not in ('number', 'null')) then
    perform refuse('CS422', 'flag.shape', 'Flags are a list of 1 to 100 with source, category, and a verdict or a score.', '', 'Look at the manual.');
  end if;
  -- One late flag of a generation after the other.
  perform from countersign_private.generation g where g.tenant = 1 and g.id = add_flags.generation for update;
  if not found then
    perform refuse('CS404', 'generation.unknown', 'There is no such generation.', '', 'Report it first.');
  end if;
  last := (select coalesce(max(f.ordinal), -1) from flag f where f.tenant = 1 and f.generation = add_flags.generation);
  insert into flag (generation, ordinal, source, category, verdict, score, side)
    select add_flags.generation, last + x.n, left(x.f ->> 'source', 200), left(x.f ->> 'category', 200), x.f ->> 'verdict', (x.f ->> 'score')::double precision, coalesce(x.f ->> 'side', 'output')
    from jsonb_array_elements(flags) with ordinality x (f, n);
  if in_force is not null then
    facts_now := (select f.facts from facts_of(array[generation]) f);
    of_digest := sha256(convert_to(facts_now::text, 'UTF8'));
    insert into tier_facts (digest, facts) values (of_digest, facts_now) on conflict do nothing;
    select * into d from tier_decision x where x.policy = in_force and x.digest = of_digest;
    if not found then
      insert into tier_pending (generation, digest) values (generation, of_digest)
        on conflict on constraint tier_pending_pkey do update set digest = excluded.digest;
      return 'untiered';
    end if;
  else
    select max(flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score)) into worst
      from flag f left join flag_category m on m.sent = lower(f.category) where f.tenant = 1 and f.generation = add_flags.generation;
    select 'first', '', q.tier, q.key, q.needed, q.due_after, '{}', case worst when 2 then 'first.severe_flag' else 'first.flag' end,
        array(select left(x ->> 'category', 60) || coalesce(' ' || ltrim(round((x ->> 'score')::numeric, 2)::text, '0'), '') from jsonb_array_elements(flags) x),
        'none', session_user, clock(), pg_current_xact_id()
      into d from countersign_private.queue q where worst > 0 and q.key = case worst when 2 then 'high' else 'medium' end;
  end if;
  if d.tier is not null then perform apply_tier(generation, d); end if;
  return coalesce(d.tier, 'low');
end $$;
ALTER FUNCTION countersign.add_flags(generation uuid, flags jsonb) OWNER TO countersign_owner;
CREATE FUNCTION countersign.add_key(public_key bytea, name text, channel text DEFAULT 'sql'::text) RETURNS TABLE(fingerprint text, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.add_key(public_key bytea, name text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.add_producer(name text, scopes text[], digest bytea, team text DEFAULT NULL::text, reason text DEFAULT ''::text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $_$
#variable_conflict use_variable
declare who text := require_role('admin', 'lead');
begin
  perform require_reason(reason);
  perform check_token_words(scopes, digest);
  if name is null or name !~ '^[a-z0-9][a-z0-9._-]{0,62}$' then
    perform refuse('CS422', 'producer.name', 'This is no name for a producer.', '',
      'Use small letters, digits, dots, hyphens and underscores, 63 at most.');
  end if;
  if team is not null and not exists (select from countersign_private.team t where t.key = add_producer.team) then
    perform refuse('CS404', 'team.unknown', format('There is no team called %s.', left(team, 63)), '', 'Add the team first.');
  end if;
  insert into countersign_private.producer (name) values (name) on conflict on constraint producer_pkey do nothing;
  -- One at a time for this producer, whether it was there or not.
  perform from countersign_private.producer p where p.name = add_producer.name for update;
  if exists (select from producer_token t where t.producer = name and t.valid_to > clock()) then
    perform refuse('CS409', 'producer.exists', format('%s has a token already.', name), '', 'Rotate it, or revoke it first.');
  end if;
  insert into producer_home (producer, team) values (name, team) on conflict on constraint producer_home_pkey do nothing;
  insert into producer_token (producer, digest, scopes, made_by) values (name, digest, scopes, who);
  return record_activity('producer.add', 'producer', name, reason, jsonb_build_object('scopes', scopes, 'team', team), channel);
end $_$;
ALTER FUNCTION countersign.add_producer(name text, scopes text[], digest bytea, team text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.add_shadow_answers(run bigint, fence bigint, answers jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  t countersign_private.shadow_turn := hold_shadow_run(run, fence);
  r countersign_private.shadow_run;
  x record;
  number integer;
  added integer := 0;
begin
  select * into r from shadow_run y where y.id = run;
  if r.origin <> 'import' then
    perform refuse('CS409', 'shadow.replay', 'The answers of a replay come from its endpoints alone.', '', 'Open an import.');
  end if;
  for x in select * from jsonb_to_recordset(answers) as x(key text, family text, data_class text, slices jsonb, prompt text, arm smallint, answer text,
      tokens_in bigint, tokens_out bigint, cost_micros bigint, latency_micros bigint, answered_at timestamptz, scores jsonb) loop
    select p.prompt into number from shadow_prompt p where p.run = r.id and p.key = x.key;
    if not found then
      insert into shadow_prompt (run, prompt, key, family, data_class, slices, commitment)
      select r.id, coalesce(max(p.prompt), 0) + 1, x.key, coalesce(x.family, x.key), x.data_class, coalesce(x.slices, '{}'),
        sha256(r.salt || convert_to(x.prompt, 'UTF8')) from shadow_prompt p where p.run = r.id
      returning shadow_prompt.prompt into number;
      insert into shadow_prompt_content (run, prompt, body) values (r.id, number, convert_to(x.prompt, 'UTF8'));
    end if;
    insert into shadow_reply (run, arm, about, prompt, number, tokens_in, tokens_out, cost_micros, latency_micros, answered_at, commitment)
    values (r.id, x.arm, x.arm, number, 0, x.tokens_in, x.tokens_out, x.cost_micros, x.latency_micros, x.answered_at,
      sha256(r.salt || convert_to(x.answer, 'UTF8')))
    on conflict do nothing;
    if found then
      added := added + 1;
      insert into shadow_reply_content (run, arm, about, prompt, body) values (r.id, x.arm, x.arm, number, convert_to(x.answer, 'UTF8'));
      perform add_shadow_scores(r.id, x.arm, number, coalesce(x.scores, '[]'));
    end if;
  end loop;
  return added;
end $$;
ALTER FUNCTION countersign.add_shadow_answers(run bigint, fence bigint, answers jsonb) OWNER TO countersign_owner;
CREATE FUNCTION countersign.add_team(key text, name text, is_office boolean DEFAULT false, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  perform require_role('admin');
  insert into team (key, name, is_office) values (add_team.key, add_team.name, add_team.is_office)
  on conflict on constraint team_pkey do nothing;
  return record_activity('team.add', 'team', add_team.key, '', jsonb_build_object('name', add_team.name), add_team.channel);
end $$;
ALTER FUNCTION countersign.add_team(key text, name text, is_office boolean, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.adjudicate(item bigint, revision bigint, decision text, reason text, harm text DEFAULT NULL::text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('lead');
  p countersign_private.review_present;
begin
  perform require_reason(reason);
  if decision not in ('accept', 'mask', 'block') then
    perform refuse('CS422', 'review.decision', 'An adjudication is accept, mask or block.', '', 'Choose one of them.');
  end if;
  update review_present x set revision = x.revision + 1
    where x.tenant = 1 and x.item = adjudicate.item and x.revision = adjudicate.revision returning * into p;
  if not found then
    perform refuse('CS409', 'review.changed', format('Item %s has changed since it was read.', item), '', 'Read it again.');
  elsif p.state not in ('escalated', 'disagreed') then
    perform refuse('CS409', 'review.not-adjudicated', format('Item %s is %s.', item, p.state),
      'Only what was escalated or is disagreed on is adjudicated.', 'Leave it to its reviewers.');
  elsif exists (select from verdict v where v.tenant = 1 and v.item = p.item and v.reviewer = who and v.slot > 0) then
    perform refuse('CS403', 'review.own-verdict', 'You have given a verdict on it yourself.', '', 'Ask another lead.');
  end if;
  perform write_verdict(item, 0, who, 0, decision, reason, harm, channel);
  update review_slot x set state = 'done', along = false where x.tenant = 1 and x.item = p.item;
  perform change_review(p.item, 'done', 1);
  return record_activity('review.adjudicate', 'review', item::text, '', '{}', channel);
end $$;
ALTER FUNCTION countersign.adjudicate(item bigint, revision bigint, decision text, reason text, harm text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.agreement(since timestamp with time zone, until timestamp with time zone, queue text DEFAULT NULL::text) RETURNS TABLE(week date, item bigint, reviewers text[], decisions text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  perform require_role('lead', 'auditor', 'admin');
  return query
    select date_trunc('week', max(o.settled_at) at time zone 'UTC')::date, v.item, array_agg(v.reviewer order by v.slot), array_agg(v.decision order by v.slot)
    from (select distinct on (x.item) x.item, x.settled_at from review_outcome x where x.tenant = 1 and x.settled_at >= since and x.settled_at < until
      order by x.item, x.id) o
    join review_present p on p.tenant = 1 and p.item = o.item and p.state = 'done' and (agreement.queue is null or p.queue = agreement.queue)
    -- The first words of each, before anything was undone by disclosure or corrected.
    join lateral (select distinct on (x.reviewer) x.item, x.slot, x.reviewer, x.decision from verdict x
      where x.tenant = 1 and x.item = o.item and x.slot > 0
        and not exists (select from verdict_end e where e.tenant = 1 and e.verdict = x.id and e.kind = 'undone') order by x.reviewer, x.id) v on true
    group by v.item having count(*) > 1 order by 1, 2;
end $$;
ALTER FUNCTION countersign.agreement(since timestamp with time zone, until timestamp with time zone, queue text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.answer_lower_item(lowering bigint, granted boolean, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('lead');
  l countersign_private.tier_lowering;
  p countersign_private.review_present;
  i countersign_private.review_item;
  q countersign_private.queue;
  ended timestamptz;
begin
  perform require_reason(reason);
  select * into l from tier_lowering x where x.id = lowering;
  if not found then
    perform refuse('CS404', 'lowering.unknown', format('Nothing numbered %s is asked.', lowering), '', 'Look at the view countersign.tier_lowering.');
  elsif l.asked_by = who then
    perform refuse('CS403', 'lowering.own', 'Nobody lowers a tier alone.', 'You have asked for it yourself.', 'Ask another lead.');
  end if;
  update review_present x set revision = x.revision + 1 where x.tenant = 1 and x.item = l.item returning * into p;
  if exists (select from tier_lowering_answer a where a.lowering = l.id) then
    perform refuse('CS409', 'lowering.answered', 'This is answered already.', '', 'Ask again if need be.');
  elsif granted and (p.state <> 'open' or p.tier <> 'high' or p.decided > 0
    or exists (select from review_slot s where s.tenant = 1 and s.item = p.item and s.slot > 1 and s.holder is not null and s.lease_until > clock())) then
    perform refuse('CS409', 'review.not-lowered', format('Item %s cannot be lowered now.', l.item), 'It is decided by somebody, or held.', 'Ask again when it is free.');
  end if;
  insert into tier_lowering_answer (lowering, granted, answered_by, reason) values (l.id, granted, who, reason);
  if granted then
    select * into q from countersign_private.queue x where x.key = l.tier;
    select * into i from review_item x where x.tenant = 1 and x.id = l.item;
    update review_present x set tier = q.tier, queue = q.key, needed = q.needed where x.tenant = 1 and x.item = p.item;
    delete from review_slot s where s.tenant = 1 and s.item = p.item and s.slot > q.needed;
    update review_slot s set queue = q.key where s.tenant = 1 and s.item = p.item;
    perform change_review(p.item, 'open', 0);
    update generation_tier t set valid_to = greatest(clock(), t.valid_from + interval '1 microsecond')
      where t.tenant = 1 and t.generation = i.generation and t.valid_to = 'infinity' returning t.valid_to into ended;
    insert into generation_tier (generation, tier, rule, valid_from) values (i.generation, q.tier, 'tier.lowered_by_two', coalesce(ended, clock()));
  end if;
  return record_activity('tier.answer-lower', 'review', l.item::text, reason, jsonb_build_object('lowering', l.id, 'granted', granted, 'asked_by', l.asked_by), channel);
end $$;
ALTER FUNCTION countersign.answer_lower_item(lowering bigint, granted boolean, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.answer_waiver(waiver bigint, outcome text, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.answer_waiver(waiver bigint, outcome text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.as_of() RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select nullif(current_setting('countersign.as_of', true), '')::timestamptz
$$;
ALTER FUNCTION countersign.as_of() OWNER TO countersign_owner;
CREATE FUNCTION countersign.ask_fact(artifact_name text, fact_key text, question text, due timestamp with time zone, owner text DEFAULT NULL::text, channel text DEFAULT 'sql'::text) RETURNS TABLE(fact bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'approver', 'lead', 'auditor', 'builder');
  s countersign_private.artifact_state := take_subject(artifact_name);
  owes text := coalesce(owner, s.owner);
  f bigint;
begin
  perform require_reason(question);
  if not (has_role('reviewer') or has_role('approver') or has_role('lead') or has_role('auditor')) and not is_of_team(who, s.team) then
    perform refuse('CS403', 'artifact.team', format('%s belongs to another team.', artifact_name), 'Builders ask within their team.', 'Ask the office.');
  end if;
  if due is null or due <= clock() then
    perform refuse('CS422', 'fact.due', 'A fact is due at a time to come.', '', 'Name a later day.');
  end if;
  if owes is null then
    perform refuse('CS422', 'fact.nobody', format('Nobody is named as owner of %s.', artifact_name), '', 'Name who owes the fact, or register the owner first.');
  end if;
  if not exists (select from countersign_private.person p where p.key = owes) then
    perform refuse('CS404', 'person.unknown', format('There is no person called %s.', left(owes, 63)), '', 'Name one of the people.');
  end if;
  if not is_of_team(owes, s.team) then
    perform refuse('CS422', 'fact.owner', format('%s is neither of the team %s nor of the office.', owes, s.team),
      'Only who may answer can owe a fact.', 'Name someone of that team.');
  end if;
  f := fact_named(s.artifact, fact_key);
  perform move_fact(f, 'asked', owes, due, who, question,
    (select x.answer from fact_state x where x.fact = f and x.valid_to = 'infinity'));
  return query select f, record_activity('fact.ask', 'artifact', artifact_name, question,
    jsonb_build_object('fact', f, 'key', fact_key, 'owner', owes, 'due', due), channel);
end $$;
ALTER FUNCTION countersign.ask_fact(artifact_name text, fact_key text, question text, due timestamp with time zone, owner text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.ask_lower_item(item bigint, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(lowering bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  p countersign_private.review_present;
  made bigint;
begin
  perform require_reason(reason);
  select * into p from review_present x where x.tenant = 1 and x.item = ask_lower_item.item for update;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif p.state <> 'open' or p.tier <> 'high' or p.decided > 0 then
    perform refuse('CS409', 'review.not-lowered', format('Item %s cannot be lowered.', item), 'Only an open item of high tier that nobody has decided is.', 'Decide it.');
  elsif exists (select from tier_lowering l where l.item = p.item and not exists (select from tier_lowering_answer a where a.lowering = l.id)) then
    perform refuse('CS409', 'review.lowering-asked', format('It is asked already for item %s.', item), '', 'Wait for the answer.');
  end if;
  insert into tier_lowering (item, tier, asked_by, reason) values (item, 'medium', who, reason) returning id into made;
  return query select made, record_activity('tier.ask-lower', 'review', item::text, reason, jsonb_build_object('lowering', made), channel);
end $$;
ALTER FUNCTION countersign.ask_lower_item(item bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.ask_lower_tier(artifact_name text, tier text, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(confirmation bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'approver', 'lead');
  a bigint := known_artifact(artifact_name);
  before text;
  made bigint;
begin
  perform require_reason(reason);
  perform require_keeper(a);
  perform take_artifact(a);
  select coalesce(s.tier, 'high') into before from artifact_state s where s.artifact = a and s.valid_to = 'infinity';
  if tier is null or tier not in ('low', 'medium', 'high') then
    perform refuse('CS422', 'tier.unknown', format('There is no tier called %s.', left(coalesce(tier, ''), 60)), '', 'Choose low, medium or high.');
  elsif tier_rank(tier) >= tier_rank(before) then
    perform refuse('CS409', 'tier.not-lower', format('%s is of tier %s.', artifact_name, before), 'A higher tier needs nobody''s leave.',
      'Register the next version with it.');
  end if;
  made := open_confirmation('tier.lower', a, null, tier, format('%s goes from tier %s to %s', artifact_name, before, tier), who, reason, '7 days');
  return query select made, record_activity('tier.ask', 'artifact', artifact_name, reason,
    jsonb_build_object('from', before, 'to', tier, 'confirmation', made), channel);
end $$;
ALTER FUNCTION countersign.ask_lower_tier(artifact_name text, tier text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.ask_resume(stop bigint, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(confirmation bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  x countersign_private.stop;
  who text;
  made bigint;
begin
  select * into x from countersign_private.stop y where y.id = ask_resume.stop;
  if not found then
    perform require_person();
    perform refuse('CS404', 'stop.unknown', format('There is no stop %s.', stop), '', 'Look at `countersign stop --list`.');
  end if;
  who := require_keeper(x.artifact);
  perform require_reason(reason);
  perform take_artifact(x.artifact);
  if not exists (select from stop_state s where s.stop = x.id and s.valid_to = 'infinity' and s.state = 'stopped') then
    perform refuse('CS409', 'stop.lifted', format('Stop %s is lifted.', x.id), '', 'Nothing needs to be done.');
  end if;
  made := open_confirmation('stop.lift', x.artifact, x.environment, x.id::text, 'stop ' || x.id || ' ends: ' || stop_words(x.id), who, reason, '7 days');
  return query select made, record_activity('stop.ask-lift', 'stop', x.id::text, reason, jsonb_build_object('confirmation', made), channel);
end $$;
ALTER FUNCTION countersign.ask_resume(stop bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.ask_waiver(promotion bigint, requirement text, owner text, expires_at timestamp with time zone, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(waiver bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.ask_waiver(promotion bigint, requirement text, owner text, expires_at timestamp with time zone, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.bulk_decide(items bigint[], expected integer, decision text, reason text, harm text DEFAULT NULL::text, channel text DEFAULT 'sql'::text) RETURNS TABLE(decided integer, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer');
  here constant text := session_user;
  chosen constant bigint[] := array(select distinct i from unnest(items) i where i is not null order by i);
  at timestamptz;
  n integer := cardinality(chosen);
  unread integer;
  fit integer;
begin
  perform require_reason(reason);
  if decision not in ('accept', 'mask', 'block') then
    perform refuse('CS422', 'review.decision', 'A bulk verdict is accept, mask or block.', '', 'Choose one of them.');
  elsif n = 0 or n > 10000 or n is distinct from expected then
    perform refuse('CS409', 'review.bulk-count', format('%s items were to be decided, and these are %s.', expected, n),
      'A bulk is 1 to 10,000 items, exactly as many as were shown.', 'Mark them again.');
  end if;
  select count(*) into unread from countersign.bulk_sample(chosen) s
    where not exists (select from activity a where a.subject_kind = 'review' and a.subject = s::text and a.act = 'review.read'
      and a.person = who and a.recorded_at > clock() - interval '1 hour');
  if unread > 0 then
    perform refuse('CS409', 'review.bulk-unread', format('%s of the sample have not been read by you.', unread),
      'Of a bulk up to five are read before.', 'Read them: countersign review bulk says which.');
  end if;
  perform from review_present x where x.tenant = 1 and x.item = any (chosen) order by x.item for update;
  at := clock();
  select count(*) into fit from review_present x join queue q on q.key = x.queue
    where x.tenant = 1 and x.item = any (chosen) and x.state = 'open' and x.decided = 0 and x.needed = 1 and x.tier <> 'high' and q.tier <> 'high'
      and not exists (select from review_barred b where b.tenant = 1 and b.item = x.item and b.person = who)
      and exists (select from review_slot s where s.tenant = 1 and s.item = x.item and s.state = 'open' and (s.lease_until <= at or s.holder = who));
  if fit <> n then
    perform refuse('CS409', 'review.bulk-unfit', format('%s of %s items cannot be decided together.', n - fit, n),
      'They are of high tier, need two persons, are held by another, or are decided.', 'Take them out, or decide them one by one.');
  end if;
  insert into verdict (item, slot, reviewer, login, fence, decision, reason, harm, channel, supersedes)
    select s.item, s.slot, who, here, s.fence, decision, reason, harm, channel,
      (select max(v.id) from verdict v where v.tenant = 1 and v.item = s.item and v.reviewer = who)
    from review_slot s where s.tenant = 1 and s.item = any (chosen) and s.state = 'open' order by s.item;
  update review_slot s set state = 'done', holder = who, along = false where s.tenant = 1 and s.item = any (chosen) and s.state = 'open';
  update review_present x set state = 'done', decided = 1, revision = x.revision + 1 where x.tenant = 1 and x.item = any (chosen);
  update review_state x set valid_to = greatest(at, x.valid_from + interval '1 microsecond') where x.tenant = 1 and x.item = any (chosen) and x.valid_to = 'infinity';
  insert into review_state (item, queue, due, state, decided, tier, needed, valid_from)
    select p.item, p.queue, p.due, p.state, p.decided, p.tier, p.needed,
      (select max(s.valid_to) from review_state s where s.tenant = 1 and s.item = p.item)
    from review_present p where p.tenant = 1 and p.item = any (chosen) order by p.item;
  return query select n, record_activity('review.bulk', 'review', '', reason,
    jsonb_build_object('items', n, 'first', chosen[1], 'last', chosen[n], 'digest', encode(sha256(convert_to(chosen::text, 'UTF8')), 'hex')), channel);
end $$;
ALTER FUNCTION countersign.bulk_decide(items bigint[], expected integer, decision text, reason text, harm text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.bulk_sample(items bigint[]) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select x.item from (select distinct i as item from unnest(items) i) x
  order by sha256(convert_to(x.item || ' ' || coalesce(person_here(), '') || ' ' || (select md5(string_agg(distinct i::text, ' ' order by i::text)) from unnest(items) i), 'UTF8')) limit 5
$$;
ALTER FUNCTION countersign.bulk_sample(items bigint[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign.calls_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(version text, day timestamp with time zone, calls bigint, high bigint, medium bigint, tokens_in bigint, tokens_in_said bigint, tokens_out bigint, tokens_out_said bigint, latency_micros numeric, latency_said bigint, cost_micros numeric, cost_said bigint, currency text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select case kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end, date_trunc('day', g.at, 'UTC'), count(*),
      count(*) filter (where g.tier = 'high'), count(*) filter (where g.tier = 'medium'),
      sum(g.tokens_in)::bigint, count(g.tokens_in), sum(g.tokens_out)::bigint, count(g.tokens_out),
      sum(g.latency_micros), count(g.latency_micros),
      -- Sums of different currencies would mean nothing.
      case when min(g.currency) is not distinct from max(g.currency) then sum(g.cost_micros) end,
      case when min(g.currency) is not distinct from max(g.currency) then count(g.cost_micros) else 0 end, min(g.currency)
    from generation g
    where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
      and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment)
    group by 1, 2 order by 2, 1;
end $$;
ALTER FUNCTION countersign.calls_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign.calls_since(artifact text, label text, since interval) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select count(*)::int from (
    select from generation g where g.tenant = 1 and g.model = artifact and g.model_version = label and g.id >= first_id_at(moment() - since)
    union all
    select from generation g where g.tenant = 1 and g.prompt = artifact and g.prompt_version = label and g.id >= first_id_at(moment() - since)
    limit 10001) x
$$;
ALTER FUNCTION countersign.calls_since(artifact text, label text, since interval) OWNER TO countersign_owner;
CREATE FUNCTION countersign.check_rules() RETURNS TABLE(what text, found bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  if not (has_role('admin') or has_role('auditor') or has_role('lead')) then
    perform refuse('CS403', 'right.missing', 'The catalog is checked by admin, auditor or lead.', '', 'Ask one of them.');
  end if;
  return query
  select 'the state of review items agrees with its history', count(*) from review_present p
    full join (select * from review_state s where s.valid_to = 'infinity') s on s.tenant = p.tenant and s.item = p.item
    where (p.state, p.decided, p.queue, p.due) is distinct from (s.state, s.decided, s.queue, s.due)
  union all
  select 'items that are done were decided', count(*) from review_present p
    where p.state = 'done' and not exists (select from verdict v where v.tenant = p.tenant and v.item = p.item)
  union all
  select 'nobody decided an item twice', count(*) from
    (select from standing_verdict v group by v.tenant, v.item, v.reviewer having count(*) > 1) x
  union all
  select 'promotions that went through had their signatures', count(*) from promotion p
    join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'promoted'
    where p.needed > (select count(distinct x.person) from approval x join version v on v.id = p.version
      join promotion_revision r on r.promotion = x.promotion and r.revision = x.revision
      where x.promotion = p.id and x.approves and x.person <> p.requested_by and x.person <> v.author)
  union all
  select 'every pointer was moved by a promotion that went through', count(*) from pointer x
    where not exists (select from promotion p join promotion_state s on s.promotion = p.id and s.state = 'promoted'
      where p.id = x.promotion and p.version = x.version and p.environment = x.environment)
  union all
  select 'no span of a pointer overlaps another', count(*) from pointer a join pointer b
    on a.artifact = b.artifact and a.environment = b.environment and a.colour = b.colour and a.ctid < b.ctid
    and tstzrange(a.valid_from, a.valid_to) && tstzrange(b.valid_from, b.valid_to)
  union all
  select 'the content of the newest 10,000 generations is what was taken in', count(*) from
    (select * from generation g where g.tenant = 1 order by g.id desc limit 10000) g
    join generation_content c on c.tenant = g.tenant and c.id = g.id where g.commitment <> sha256(c.salt || sha256(c.body))
  union all
  select 'nothing is granted to everybody', count(*) from (
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
      where n.nspname like 'countersign%' and a.grantee = 0
    union all
    select from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
      aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where n.nspname like 'countersign%' and a.grantee = 0) x
  union all
  select 'guards hold for every kind of session', count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'countersign_private' and not t.tgisinternal and t.tgname in ('unchanged', 'kept', 'now_only') and t.tgenabled <> 'A'
  union all
  select 'nobody logs in as the owner or the reader', count(*) from pg_roles r
    where r.rolname in ('countersign_owner', 'countersign_reader') and r.rolcanlogin;
end $$;
ALTER FUNCTION countersign.check_rules() OWNER TO countersign_owner;
CREATE FUNCTION countersign.check_snapshots() RETURNS TABLE(what text, found bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  perform require_period_reader();
  return query select 'frozen snapshots are what was frozen', count(*) from snapshot_frozen f join activity a on a.id = f.activity
    where a.detail ->> 'digest' <> encode(f.digest, 'hex') or f.digest <> (
      select sha256(convert_to(coalesce(string_agg(encode(sha256(x.salt || sha256(convert_to(x.body, 'UTF8'))), 'hex') || E'\n', '' order by x.ordinal), ''), 'UTF8'))
      from period_fact x where x.snapshot = f.snapshot);
end $$;
ALTER FUNCTION countersign.check_snapshots() OWNER TO countersign_owner;
CREATE FUNCTION countersign.claim(item bigint, channel text DEFAULT 'sql'::text) RETURNS TABLE(item_id bigint, slot integer, fence bigint, until timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer');
  at timestamptz := clock();
  p countersign_private.review_present;
  s countersign_private.review_slot;
begin
  select * into p from review_present x where x.tenant = 1 and x.item = claim.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif p.state <> 'open' then
    perform refuse('CS409', 'review.closed', format('Item %s is %s.', item, p.state), '', 'Claim the next one.');
  end if;
  perform refuse_barred(item, who);
  -- Mine already: the same slot again, with a new fence.
  select * into s from review_slot x where x.tenant = 1 and x.item = claim.item and x.holder = who for update;
  if found and s.state = 'done' then
    perform refuse('CS409', 'review.decided', format('You have decided item %s.', item), '', 'Claim the next one.');
  elsif not found then
    select * into s from review_slot x where x.tenant = 1 and x.item = claim.item and x.state = 'open' and x.lease_until <= at
      order by x.slot limit 1 for update skip locked;
    if not found then
      perform refuse('CS409', 'review.claimed', format('Item %s is claimed by someone else.', item), '', 'Claim the next one.');
    end if;
  end if;
  return query select * from lease(s.item, s.slot, who);
  perform lease_along(s.item, who);
end $$;
ALTER FUNCTION countersign.claim(item bigint, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.claim_next(tier text DEFAULT NULL::text, queue text DEFAULT NULL::text, channel text DEFAULT 'sql'::text) RETURNS TABLE(item bigint, slot integer, fence bigint, until timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer');
  at timestamptz := clock();
  q text;
  best countersign_private.review_slot;
begin
  select * into best from review_slot o
    where o.holder = who and o.state = 'open' and o.along and o.lease_until > at
      and (claim_next.queue is null or o.queue = claim_next.queue)
      and (claim_next.tier is null or o.queue = any (array(select x.key from countersign_private.queue x where x.tier = claim_next.tier)))
    order by o.due, o.item limit 1 for update of o skip locked;
  if best.item is null then
    for q in select x.key from countersign_private.queue x
             where (claim_next.tier is null or x.tier = claim_next.tier) and (claim_next.queue is null or x.key = claim_next.queue)
             order by array_position(array['high', 'medium', 'low'], x.tier), x.key loop
      select * into best from review_slot o
        where o.tenant = 1 and o.queue = q and o.state = 'open' and o.lease_until <= at
          -- One count for both: of two the planner expects so few rows that it sorts them all.
          and (select count(*) from (
            select from review_slot m where m.tenant = o.tenant and m.item = o.item and m.slot <> o.slot and m.holder = who
            union all select from review_barred b where b.tenant = o.tenant and b.item = o.item and b.person = who) x) = 0
          and exists (select from review_present p where p.tenant = o.tenant and p.item = o.item and p.state = 'open')
        order by o.tenant, o.queue, o.due, o.item, o.slot limit 1 for update of o skip locked;
      exit when found;
    end loop;
  end if;
  if best.item is null then return; end if;
  return query select * from lease(best.item, best.slot, who);
  perform lease_along(best.item, who);
end $$;
ALTER FUNCTION countersign.claim_next(tier text, queue text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.claim_responses(producer text, responses text[], events text[]) RETURNS TABLE(response_id text, event_id text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
  perform require_ingest();
  insert into call_response (producer, response_id, event_id)
    select claim_responses.producer, x.response, x.event from unnest(responses, events) with ordinality x (response, event, place)
    order by x.response, x.place
    on conflict on constraint call_response_pkey do nothing;
  return query select c.response_id, c.event_id from call_response c
    where c.producer = claim_responses.producer and c.response_id = any (responses);
end $$;
ALTER FUNCTION countersign.claim_responses(producer text, responses text[], events text[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign.classify_incident(incident bigint, traits text[], reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin');
  i countersign_private.incident := take_incident(incident);
begin
  perform require_reason(reason);
  perform require_traits(traits, i.contract_hours);
  if is_serious(incident_traits(i.id)) and not is_serious(traits) and i.opened_by = who then
    perform refuse('CS403', 'incident.own', 'You opened it as a serious one: someone else must say that it is not.', '', 'Ask another officer.');
  end if;
  insert into incident_act (incident, act, traits, person, reason, channel, effective_at)
  values (i.id, 'classify', array(select distinct t from unnest(traits) t order by t), who, reason, channel, clock());
  perform start_clocks(i.id);
  return record_activity('incident.classify', 'incident', i.id::text, reason, jsonb_build_object('traits', traits), channel);
end $$;
ALTER FUNCTION countersign.classify_incident(incident bigint, traits text[], reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.close_alarm(alarm bigint, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'approver', 'lead');
  at timestamptz;
begin
  perform require_reason(reason);
  update alarm_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.alarm = close_alarm.alarm and s.valid_to = 'infinity' and s.state = 'open' returning s.valid_to into at;
  if not found then
    perform refuse('CS404', 'alarm.unknown', format('There is no open alarm %s.', alarm), '', 'Look at the view alarm.');
  end if;
  insert into alarm_state (alarm, state, changed_by, reason, valid_from) values (alarm, 'closed', who, reason, at);
  return record_activity('alarm.close', 'alarm', alarm::text, reason, '{}', channel);
end $$;
ALTER FUNCTION countersign.close_alarm(alarm bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.close_delivery(receipt_id bigint, first_at timestamp with time zone, last_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  perform require_ingest();
  update receipt r set closed_at = clock(), first_at = close_delivery.first_at, last_at = close_delivery.last_at
    where r.id = receipt_id and r.login = session_user and r.closed_at is null;
end $$;
ALTER FUNCTION countersign.close_delivery(receipt_id bigint, first_at timestamp with time zone, last_at timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign.close_incident(incident bigint, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('approver', 'lead', 'auditor', 'admin');
  i countersign_private.incident := take_incident(incident);
  unanswered text := (select string_agg(distinct c.duty, ', ') from incident_clock c where c.incident = i.id and not exists (
    select from incident_act a where a.incident = c.incident and a.duty = c.duty and a.stage in ('complete', 'not_needed')));
begin
  perform require_reason(reason);
  if i.opened_by = who then
    perform refuse('CS403', 'incident.own', 'You opened it: someone else must close it.', '', 'Ask another officer.');
  elsif unanswered is not null then
    perform refuse('CS409', 'incident.unanswered', format('Incident %s has duties without a full report: %s.', i.id, unanswered), '',
      'Record the report, or why none is needed.');
  end if;
  perform take_artifact(x.artifact) from (select distinct l.artifact from incident_link l where l.incident = i.id and l.artifact is not null order by 1) x;
  insert into incident_act (incident, act, person, reason, channel, effective_at) values (i.id, 'close', who, reason, channel, clock());
  return record_activity('incident.close', 'incident', i.id::text, reason, '{}', channel);
end $$;
ALTER FUNCTION countersign.close_incident(incident bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.close_receipt(receipt_id bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  update receipt r set closed_at = clock() where r.id = receipt_id and r.login = session_user and r.closed_at is null;
end $$;
ALTER FUNCTION countersign.close_receipt(receipt_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.close_shadow_run(run bigint, fence bigint, comparisons jsonb, reason text DEFAULT ''::text, channel text DEFAULT 'sql'::text) RETURNS TABLE(verdict text, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_person();
  t countersign_private.shadow_turn := hold_shadow_run(run, fence);
  r countersign_private.shadow_run;
  off text;
  at timestamptz;
  d countersign_private.shadow_verdict;
begin
  select * into r from shadow_run x where x.id = run;
  if r.origin = 'replay' and exists (select from shadow_tasks(run) x where x.state in ('open', 'pending')) then
    perform refuse('CS409', 'shadow.unfinished', 'Some answers of this run have still to be asked for.', '', 'Resume it, or abandon it.');
  end if;
  insert into shadow_comparison (run, arm, metric, slice, n, candidate, baseline, difference, low, high, confidence, method, wins, ties, losses,
    p, p_adjusted, detectable, verdict)
  select r.id, c.arm, c.metric, coalesce(c.slice, ''), c.n, c.candidate, c.baseline, c.difference, c.low, c.high, c.confidence, c.method, c.wins, c.ties,
    c.losses, c.p, c.p_adjusted, c.detectable,
    case when c.slice is null or c.slice like 'gap:%' then shadow_rule(m.kind, case when c.slice is null then m.better else 'lower' end, m.margin, c.n, c.low,
      c.high, c.p_adjusted) else 'shown' end
  from jsonb_to_recordset(comparisons) as c(arm smallint, metric text, slice text, n integer, candidate double precision, baseline double precision,
    difference double precision, low double precision, high double precision, confidence double precision, method text, wins integer, ties integer,
    losses integer, p double precision, p_adjusted double precision, detectable double precision)
  join shadow_metric m on m.run = r.id and m.metric = c.metric;
  select string_agg(format('%s against version %s of the run', m.metric, b.arm), ', ') into off
  from shadow_metric m join shadow_arm b on b.run = m.run and b.role = 'baseline'
  left join lateral (
    select count(*) as n, avg(case m.kind when 'ratio' then ln(p.candidate) - ln(p.baseline) else p.candidate - p.baseline end) as difference
    from shadow_pairs_of(r.id) p where p.arm = b.arm and p.metric = m.metric) f on true
  left join shadow_comparison c on c.run = m.run and c.arm = b.arm and c.metric = m.metric and c.slice = ''
  where m.run = r.id and (c.n is distinct from f.n::integer or abs(c.difference - f.difference) > 1e-6 * (1 + abs(f.difference))
    or (f.n > 0 and c.difference is null) or c.low > c.difference or c.high < c.difference or c.confidence < 0.95);
  if off is not null then
    perform refuse('CS422', 'shadow.figures', 'What was worked out does not agree with the figures that are kept.', off, 'Work it out again.');
  end if;
  insert into shadow_verdict (run, verdict, pairs, answers_digest, comparisons_digest)
  select r.id,
    case when bool_or(c.verdict = 'regressed') then 'regressed' when bool_or(c.verdict = 'undecided') or not coalesce(bool_or(c.verdict = 'pass'), false)
      then 'undecided' else 'pass' end,
    coalesce(min(c.n) filter (where c.verdict <> 'shown'), 0),
    coalesce((select sha256(string_agg(y.commitment, ''::bytea order by y.arm, y.about, y.prompt)) from shadow_reply y where y.run = r.id), sha256('')),
    sha256(convert_to(coalesce(jsonb_agg(to_jsonb(c) - 'recorded_at' order by c.arm, c.metric collate "C", c.slice collate "C"), '[]')::text, 'UTF8'))
  from shadow_comparison c where c.run = r.id
  returning * into d;
  update shadow_run_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.run = r.id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into shadow_run_state (run, state, changed_by, reason, valid_from) values (r.id, 'closed', who, reason, at);
  perform take_artifact(r.artifact);
  perform touch_promotions(r.candidate);
  if d.verdict = 'regressed' then
    with raised as (
      insert into alarm (kind, version, environment, subject, words)
      select 'shadow', r.candidate, p.environment, r.id::text, format('%s@%s answers worse than a version before it', a.name, v.label)
      from (select distinct x.environment from pointer x where x.version = r.candidate and x.environment = 'production' and x.valid_to = 'infinity') p
      join countersign_private.version v on v.id = r.candidate join countersign_private.artifact a on a.id = v.artifact
      on conflict do nothing returning id, recorded_at)
    insert into alarm_state (alarm, state, changed_by, reason, valid_from) select x.id, 'open', who, 'a shadow run found it', x.recorded_at from raised x;
  end if;
  -- The leaf of the run: it commits to every answer and every figure.
  return query select d.verdict, record_activity('shadow.close', 'shadow', r.id::text, reason, jsonb_build_object('verdict', d.verdict, 'pairs', d.pairs,
    'answers_digest', encode(d.answers_digest, 'hex'), 'comparisons_digest', encode(d.comparisons_digest, 'hex'), 'spent_micros', t.spent), channel);
end $$;
ALTER FUNCTION countersign.close_shadow_run(run bigint, fence bigint, comparisons jsonb, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.comment_review(item bigint, words text, mentions text[] DEFAULT '{}'::text[], channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead', 'auditor', 'builder', 'approver');
  unknown text;
begin
  perform require_reason(words);
  if length(words) > 4000 then
    perform refuse('CS422', 'comment.long', 'A comment has up to 4,000 characters.', '', 'Shorten it.');
  elsif not exists (select from review_item x where x.tenant = 1 and x.id = comment_review.item) then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  end if;
  select m into unknown from unnest(mentions) m where not exists (select from person p where p.key = m) limit 1;
  if unknown is not null then
    perform refuse('CS404', 'person.unknown', format('There is no person called %s.', left(unknown, 63)), '', 'Name one of the people.');
  end if;
  -- Only who has a part in an item writes about it: its reviewers, whoever was asked, leads and auditors.
  if not (has_role('reviewer') or has_role('lead') or has_role('auditor'))
    and not exists (select from review_comment c where c.tenant = 1 and c.item = comment_review.item and who = any (c.mentions)) then
    perform refuse('CS403', 'comment.not-asked', 'Nobody has asked you about this item.', '', 'Wait until somebody does.');
  end if;
  insert into review_comment (item, person, words, mentions, channel) values (item, who, words, array(select distinct m from unnest(mentions) m where m <> who order by m), channel);
  insert into review_barred (item, person, reason)
    select item, m, 'were asked about it' from (select distinct x as m from unnest(mentions) x where x <> who) y
    where not exists (select from review_slot s where s.tenant = 1 and s.item = comment_review.item and s.holder = y.m) on conflict do nothing;
  return record_activity('review.comment', 'review', item::text, '', jsonb_build_object('mentions', mentions), channel);
end $$;
ALTER FUNCTION countersign.comment_review(item bigint, words text, mentions text[], channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.commit_sample(month date, rate numeric, seed_digest bytea, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare who text := require_role('lead', 'auditor');
begin
  perform require_reason(reason);
  if month is distinct from date_trunc('month', month::timestamp)::date or coalesce(rate, 0) <= 0 or rate > 1 or coalesce(length(seed_digest), 0) <> 32 then
    perform refuse('CS422', 'sample.words', 'A sample is of a month, a share over 0 up to 1, and the SHA-256 of a seed.', '', 'Look at the help.');
  elsif (month + interval '1 month')::timestamp at time zone 'UTC' <= clock() then
    perform refuse('CS409', 'sample.late', 'The month is over: who commits now knows what came in it.', '', 'Commit to the next month.');
  elsif exists (select from low_sample s where s.month = commit_sample.month) then
    perform refuse('CS409', 'sample.committed', 'A seed is committed for this month.', '', 'It stays.');
  end if;
  insert into low_sample (month, rate, seed_digest, committed_by) values (month, rate, seed_digest, who);
  return record_activity('sample.commit', 'sample', to_char(month, 'YYYY-MM'), reason,
    jsonb_build_object('rate', rate, 'seed_digest', encode(seed_digest, 'hex')), channel);
end $$;
ALTER FUNCTION countersign.commit_sample(month date, rate numeric, seed_digest bytea, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.completeness(days integer DEFAULT 14) RETURNS TABLE(producer text, service text, day date, counted bigint, stored bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  with grown as (
    select c.producer, c.service, c.day,
      greatest(0, c.count - coalesce(lag(c.count) over (partition by c.producer, c.service, c.series order by c.day), 0)) as calls
    from call_count c where present_only()),
  told as (
    select g.producer, g.service, g.day, sum(g.calls)::bigint as counted from grown g
    where g.day > (moment() at time zone 'UTC')::date - days group by 1, 2, 3)
  select t.producer, t.service, t.day, t.counted,
    (select count(*) from generation g where g.tenant = 1 and g.producer = t.producer and g.service = t.service
      and g.id >= first_id_at(t.day::timestamp at time zone 'UTC') and g.id < first_id_at((t.day + 1)::timestamp at time zone 'UTC'))
  from told t order by t.day desc, t.producer, t.service
$$;
ALTER FUNCTION countersign.completeness(days integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.confirm_act(confirmation bigint, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('approver', 'lead');
  c countersign_private.confirmation := take_confirmation(confirmation);
  why text := why_not_confirm(c.id, who);
  s countersign_private.artifact_state;
  at timestamptz;
begin
  perform require_reason(reason);
  if why is not null then
    perform refuse('CS403', 'confirmation.cannot-confirm', why, '', 'Ask another approver or lead.');
  end if;
  at := close_confirmation(c.id, 'confirmed', who, reason);
  case c.act
  when 'tier.lower' then
    select * into s from artifact_state x where x.artifact = c.artifact and x.valid_to = 'infinity';
    at := greatest(at, s.valid_from + interval '1 microsecond');
    update artifact_state x set valid_to = at where x.artifact = c.artifact and x.valid_to = 'infinity';
    insert into artifact_state (artifact, team, owner, tier, purpose, retired, changed_by, reason, effective_at, valid_from)
    values (c.artifact, s.team, s.owner, c.subject, s.purpose, s.retired, who, reason, at, at);
    perform touch_artifact(c.artifact);
  when 'stop.lift' then
    update stop_state x set valid_to = greatest(at, x.valid_from + interval '1 microsecond')
      where x.stop = c.subject::bigint and x.valid_to = 'infinity' and x.state = 'stopped' returning x.valid_to into at;
    if not found then
      perform refuse('CS409', 'stop.lifted', format('Stop %s is lifted.', c.subject), '', 'Nothing needs to be done.');
    end if;
    insert into stop_state (stop, state, changed_by, reason, valid_from) values (c.subject::bigint, 'lifted', who, reason, at);
    perform touch_reached(c.subject::bigint);
  else null;
  end case;
  return record_activity('act.confirm', 'confirmation', c.id::text, reason,
    jsonb_build_object('act', c.act, 'subject', c.subject, 'asked_by', c.asked_by), channel);
end $$;
ALTER FUNCTION countersign.confirm_act(confirmation bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.confirm_fact(fact bigint, answer bigint, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  here constant text := session_user;
  f countersign_private.fact;
  s countersign_private.fact_state;
  x countersign_private.fact_answer;
  counts bigint;
  subject text;
begin
  perform require_reason(reason);
  select * into f from countersign_private.fact q where q.id = confirm_fact.fact;
  if not found then
    perform refuse('CS404', 'fact.unknown', format('There is no fact %s.', fact), '', 'Look at `countersign fact list`.');
  end if;
  perform take_artifact(f.artifact);
  select name into subject from artifact a where a.id = f.artifact;
  select * into s from fact_state q where q.fact = f.id and q.valid_to = 'infinity';
  select * into x from fact_answer q where q.id = s.answer;
  counts := version_that_counts(f.artifact);
  if s.state = 'answered' and s.answer is distinct from confirm_fact.answer then
    perform refuse('CS409', 'fact.changed', 'The fact was answered anew since it was read.', '', 'Read it again.');
  elsif s.state = 'stale' or (s.state = 'answered' and x.version <= counts and x.basis <> fact_basis(f.key, counts)) then
    perform refuse('CS409', 'fact.stale', 'What this answer rests on has changed since it was given.', coalesce(s.cause, ''), 'Ask its owner again.');
  elsif s.state <> 'answered' then
    perform refuse('CS409', 'fact.not-answered', format('The fact is %s: there is no answer to confirm.', s.state), '', 'Wait for its owner, or ask again.');
  elsif x.answered_by = who then
    perform refuse('CS403', 'fact.own', 'Nobody confirms what they have stated themselves.', '', 'Ask another reviewer.');
  end if;
  insert into fact_confirmation (answer, confirmed_by, login, reason, channel) values (x.id, who, here, reason, channel);
  perform move_fact(f.id, 'confirmed', s.owner, s.due, s.asked_by, s.question, x.id);
  return record_activity('fact.confirm', 'artifact', subject, reason,
    jsonb_build_object('fact', f.id, 'key', f.key, 'answer', x.id), channel);
end $$;
ALTER FUNCTION countersign.confirm_fact(fact bigint, answer bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.confirmation_refusal(confirmation bigint) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select why_not_confirm(confirmation, person_here())
$$;
ALTER FUNCTION countersign.confirmation_refusal(confirmation bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.correct_verdict(item bigint, revision bigint, decision text, reason text, harm text DEFAULT NULL::text, channel text DEFAULT 'sql'::text) RETURNS TABLE(state text, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  p countersign_private.review_present;
  v countersign_private.verdict;
  made bigint;
  outcome text;
begin
  perform require_reason(reason);
  if decision not in ('accept', 'mask', 'block') then
    perform refuse('CS422', 'review.decision', 'A correction is accept, mask or block.', '', 'Choose one of them.');
  end if;
  update review_present x set revision = x.revision + 1
    where x.tenant = 1 and x.item = correct_verdict.item and x.revision = correct_verdict.revision returning * into p;
  if not found then
    perform refuse('CS409', 'review.changed', format('Item %s has changed since it was read.', item), '', 'Read it again.');
  elsif p.state <> 'done' then
    perform refuse('CS409', 'review.not-done', format('Item %s is %s.', item, p.state), 'Only what is done is corrected.', 'Wait until it is done.');
  end if;
  select * into v from standing_verdict x where x.tenant = 1 and x.item = p.item and x.reviewer = who;
  if not found then
    perform refuse('CS403', 'review.not-yours', format('No verdict of yours stands on item %s.', item),
      'Only who gave a verdict corrects it.', 'Ask who gave it: `countersign review show`.');
  elsif v.slot > 0 and exists (select from standing_verdict x where x.tenant = 1 and x.item = p.item and x.slot = 0) then
    perform refuse('CS403', 'review.adjudicated', format('A lead has settled item %s.', item), '', 'Ask the lead to correct it.');
  elsif v.decision = decision then
    perform refuse('CS409', 'review.same', format('Your verdict on item %s says so already.', item), '', 'Choose another, or leave it.');
  end if;
  insert into verdict_end (verdict, kind, ended_by) values (v.id, 'corrected', who);
  made := write_verdict(p.item, v.slot, who, v.fence, decision, reason, harm, channel);
  outcome := state_by_verdicts(p.item, p.decided);
  perform change_review(p.item, outcome, 0);
  return query select outcome, record_activity('review.correct', 'review', item::text, reason,
    jsonb_build_object('verdict', made, 'corrects', v.id), channel);
end $$;
ALTER FUNCTION countersign.correct_verdict(item bigint, revision bigint, decision text, reason text, harm text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.count_calls_of_services(receipt_id bigint, batch jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  r countersign_private.receipt;
  n bigint;
begin
  perform require_ingest();
  select * into r from receipt x where x.id = receipt_id and x.login = session_user and x.closed_at is null;
  if not found then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  insert into call_count as c (producer, service, day, series, count, at)
    select r.producer, x.service, (x.at at time zone 'UTC')::date, decode(x.series, 'hex'), max(x.count), max(x.at)
    from jsonb_to_recordset(batch) x (service text, at timestamptz, series text, count bigint)
    group by 2, 3, 4 order by 2, 4, 3
    on conflict on constraint call_count_pkey do update set count = greatest(c.count, excluded.count), at = greatest(c.at, excluded.at);
  get diagnostics n = row_count;
  update receipt x set taken = x.taken + n where x.id = receipt_id;
  return n;
end $$;
ALTER FUNCTION countersign.count_calls_of_services(receipt_id bigint, batch jsonb) OWNER TO countersign_owner;
CREATE FUNCTION countersign.count_review(tier text, queue text, states text[], due_before timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  queues constant text[] := array(select q.key from countersign_private.queue q
    where (count_review.tier is null or q.tier = count_review.tier) and (count_review.queue is null or q.key = count_review.queue));
  question constant text := format('select from countersign_private.review_present p where p.tenant = 1 and p.queue = any (%L) and p.state = any (%L) %s and p.due < %L',
    queues, states, case when not 'done' = any (states) then 'and p.state <> ''done''' end, coalesce(due_before, 'infinity'));
  counted bigint;
begin
  -- The present's table says nothing about a past moment.
  if countersign.as_of() is not null then return null; end if;
  execute format('select count(*) from (%s limit 10001) x', question) into counted;
  return case when counted <= 10000 then counted else greatest(counted, expected_rows(question)) end;
end $$;
ALTER FUNCTION countersign.count_review(tier text, queue text, states text[], due_before timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign.data_sources() RETURNS TABLE(producer text, team text, scopes text[], tokens bigint, last_at timestamp with time zone, lag interval, format text, hour_taken bigint, day_taken bigint, day_known bigint, day_refused bigint, quarantined bigint, waiting_traces bigint, last_refusal text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select p.name, h.team,
    (select t.scopes from producer_token t where t.producer = p.name and t.valid_to > now.at order by t.id desc limit 1),
    (select count(*) from producer_token t where t.producer = p.name and t.valid_to > now.at),
    newest.closed_at,
    (select greatest(interval '0', r.closed_at - r.last_at) from receipt r
      where r.producer = p.name and r.last_at is not null order by r.id desc limit 1),
    newest.format, coalesce(day.hour_taken, 0), coalesce(day.taken, 0), coalesce(day.known, 0), coalesce(day.refused, 0),
    coalesce(q.kept, 0), (select count(*) from trace t where t.producer = p.name and t.holds_call and t.assembled_at is null), q.reason
  from (select moment() as at where present_only()) now
  cross join producer p
  left join producer_home h on h.producer = p.name
  left join lateral (
    select r.closed_at, r.format from receipt r where r.producer = p.name and r.closed_at is not null order by r.id desc limit 1) newest on true
  left join lateral (
    select sum(r.taken)::bigint as taken, sum(r.known)::bigint as known, sum(r.refused)::bigint as refused,
      (sum(r.taken) filter (where r.opened_at > now.at - interval '1 hour'))::bigint as hour_taken
    from receipt r where r.producer = p.name and r.opened_at > now.at - interval '1 day') day on true
  left join lateral (
    select count(*) as kept, (array_agg(x.reason order by x.id desc))[1] as reason
    from countersign_private.quarantine x join receipt r on r.id = x.receipt where x.state = 'kept' and r.producer = p.name) q on true
  order by newest.closed_at desc nulls last, p.name
$$;
ALTER FUNCTION countersign.data_sources() OWNER TO countersign_owner;
CREATE FUNCTION countersign.decide(item bigint, slot integer, fence bigint, decision text, reason text, harm text DEFAULT NULL::text, channel text DEFAULT 'sql'::text) RETURNS TABLE(state text, decided integer, needed integer, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  s countersign_private.review_slot;
  p countersign_private.review_present;
  asked integer;
  outcome text;
begin
  -- A lead who does not review decides only what they took over.
  if not has_role('reviewer') and not exists (select from review_slot x where x.tenant = 1 and x.item = decide.item and x.slot = decide.slot and x.holder = who) then
    perform require_role('reviewer');
  end if;
  perform require_reason(reason);
  if decision not in ('accept', 'mask', 'block', 'escalate') then
    perform refuse('CS422', 'review.decision', 'A verdict is accept, mask, block or escalate.', '', 'Choose one of them.');
  end if;
  -- The item's row first: two last verdicts at once are counted one after the other, at any isolation level.
  update review_present x set revision = x.revision + 1 where x.tenant = 1 and x.item = decide.item returning * into p;
  s := held_slot(item, slot, fence, who);
  if p.state <> 'open' then
    perform refuse('CS409', 'review.closed', format('Item %s is %s.', item, p.state), '', 'Claim the next one.');
  end if;
  asked := p.needed;
  perform write_verdict(item, slot, who, fence, decision, reason, harm, channel);
  update review_slot x set state = 'done', along = false where x.tenant = 1 and x.item = s.item and x.slot = s.slot;
  outcome := state_by_verdicts(p.item, asked);
  perform change_review(p.item, outcome, 1);
  return query select outcome, p.decided + 1, asked,
    -- The decision stands in the verdict; the activity must not give it away to a second reviewer.
    record_activity('review.decide', 'review', item::text, '', jsonb_build_object('slot', slot), channel);
end $$;
ALTER FUNCTION countersign.decide(item bigint, slot integer, fence bigint, decision text, reason text, harm text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.decide_tier(policy text, facts_digest text, decision jsonb, engine text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $_$
#variable_conflict use_variable
declare
  here constant text := session_user;
  of_digest constant bytea := decode(facts_digest, 'hex');
  q countersign_private.queue;
  d countersign_private.tier_decision;
  fault text;
  waiting uuid;
  applied bigint := 0;
begin
  perform require_tier_keeper();
  if policy is distinct from tier_policy() then
    perform refuse('CS409', 'tier.policy', 'Another policy decides tiers now.', '', 'Ask for the questions again.');
  elsif not exists (select from tier_facts f where f.digest = of_digest) then
    perform refuse('CS404', 'tier.facts', 'These facts have never been asked about.', '', 'Ask for the questions again.');
  end if;
  select * into q from countersign_private.queue x where x.key = decision ->> 'queue';
  fault := case
    when jsonb_typeof(decision) is distinct from 'object' or coalesce(decision ->> 'tier', '') not in ('low', 'medium', 'high') then 'Its tier is low, medium or high.'
    when decision ->> 'queue' is not null and q.key is null then 'There is no such queue.'
    when q.key is null and decision ->> 'tier' <> 'low' then 'Only what is low goes to no queue.'
    when decision ->> 'tier' = 'high' and q.tier <> 'high' then 'What is high goes to a queue of high tier.'
    when coalesce(decision ->> 'needed', '1') !~ '^[1-5]$' then 'It needs 1 to 5 reviewers.'
    when q.key is not null and coalesce(decision ->> 'needed', '1')::int < q.needed then 'It needs at least as many reviewers as its queue.'
    when coalesce(decision ->> 'due_seconds', '3600') !~ '^[0-9]{2,7}$' then 'Its due time is whole seconds, 10 to 9,999,999.'
    when coalesce(decision ->> 'rule', '') !~ '^[a-z][a-z0-9_.]{0,80}$' then 'Its rule has a name like tier.severe_flag.'
    when jsonb_typeof(coalesce(decision -> 'reasons', '[]')) <> 'array' or jsonb_typeof(coalesce(decision -> 'masking', '[]')) <> 'array' then
      'Its reasons and its masking are lists.'
    end;
  if fault is not null then
    perform refuse('CS422', 'tier.decision', 'This is no decision about a tier.', fault, 'Mend the policy.');
  end if;
  insert into tier_decision (policy, digest, tier, queue, needed, due_after, masking, rule, reasons, engine, login)
    values (policy, of_digest, decision ->> 'tier', q.key, coalesce(decision ->> 'needed', '1')::int,
      case when decision ->> 'due_seconds' is null then coalesce(q.due_after, '1 hour') else make_interval(secs => (decision ->> 'due_seconds')::int) end,
      array(select left(x, 60) from jsonb_array_elements_text(coalesce(decision -> 'masking', '[]')) x), decision ->> 'rule',
      array(select left(x, 120) from jsonb_array_elements_text(coalesce(decision -> 'reasons', '[]')) x), engine, here)
    on conflict on constraint tier_decision_pkey do nothing;
  select * into d from tier_decision x where x.policy = decide_tier.policy and x.digest = of_digest;
  for waiting in delete from tier_pending w where w.digest = of_digest returning w.generation loop
    perform apply_tier(waiting, d);
    applied := applied + 1;
  end loop;
  return applied;
end $_$;
ALTER FUNCTION countersign.decide_tier(policy text, facts_digest text, decision jsonb, engine text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.delegate(to_person text, until timestamp with time zone, environment text, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(delegation bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.delegate(to_person text, until timestamp with time zone, environment text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.draw_sample(month date, seed bytea, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(drawn bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'auditor');
  s countersign_private.low_sample;
  at timestamptz := clock();
  n bigint;
begin
  perform require_reason(reason);
  select * into s from low_sample x where x.month = draw_sample.month for update;
  if not found then
    perform refuse('CS404', 'sample.unknown', 'No seed is committed for this month.', '', 'Commit one while the month runs.');
  elsif sha256(coalesce(seed, '')) <> s.seed_digest then
    perform refuse('CS422', 'sample.seed', 'This is not the seed that was committed to.', '', 'Name the one whose digest was kept.');
  elsif (month + interval '1 month')::timestamp at time zone 'UTC' > at then
    perform refuse('CS409', 'sample.early', 'The month is not over.', '', 'Draw when it is.');
  elsif exists (select from low_sample_draw d where d.sample = s.id) then
    perform refuse('CS409', 'sample.drawn', 'This sample has been drawn.', '', 'Look at it: countersign review sample show.');
  end if;
  insert into low_sample_draw (sample, seed, drawn_by, recorded_at) values (s.id, seed, who, at);
  insert into low_sample_item (sample, stratum, generation) select s.id, d.stratum, d.generation from drawn_of(s.month, s.rate, seed, at) d;
  insert into low_sample_stratum (sample, stratum, population, drawn)
    select s.id, d.stratum, max(d.population), count(*) from drawn_of(s.month, s.rate, seed, at) d group by d.stratum;
  select count(*), queue_items(array_agg((x.generation, q.key, 'low', 'sample.low', array['drawn for the month''s sample'], null, q.needed, q.due_after)::countersign_private.item_to_queue
      order by x.generation), at)::text
    into n from low_sample_item x join queue q on q.key = 'sample' where x.sample = s.id;
  return query select n, record_activity('sample.draw', 'sample', to_char(month, 'YYYY-MM'), reason, jsonb_build_object('drawn', n), channel);
end $$;
ALTER FUNCTION countersign.draw_sample(month date, seed bytea, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.drop_old_traces(older interval) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare gone bigint;
begin
  perform require_ingest();
  if older < interval '1 hour' then
    perform refuse('CS422', 'trace.young', 'Traces stay for an hour at least.', '', 'Ask for more.');
  end if;
  delete from trace t where t.ctid = any (array(
    select x.ctid from trace x where x.last_at < clock_timestamp() - older and (x.assembled_at is not null or not x.holds_call)
    order by x.last_at limit 10000 for update skip locked));
  get diagnostics gone = row_count;
  return gone;
end $$;
ALTER FUNCTION countersign.drop_old_traces(older interval) OWNER TO countersign_owner;
CREATE FUNCTION countersign.end_claims() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare freed bigint := 0;
  s record;
begin
  perform require_ingest();
  for s in select x.item, x.slot, x.holder from review_slot x
           where x.tenant = 1 and x.state = 'open' and x.holder is not null and x.lease_until <= clock()
           order by x.item, x.slot limit 1000 for update skip locked loop
    update review_slot x set holder = null, lease_until = '-infinity' where x.tenant = 1 and x.item = s.item and x.slot = s.slot;
    perform record_activity('review.lapse', 'review', s.item::text, '', jsonb_build_object('holder', s.holder), 'command');
    freed := freed + 1;
  end loop;
  return freed;
end $$;
ALTER FUNCTION countersign.end_claims() OWNER TO countersign_owner;
CREATE FUNCTION countersign.end_delegation(delegation bigint, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.end_delegation(delegation bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.end_job(job text, fence bigint, outcome text, detail text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare j countersign_private.schedule_job;
begin
  perform refuse_if_as_of();
  select * into j from schedule_job s where s.name = end_job.job for update;
  if not found or j.fence <> end_job.fence or j.holder = '' or not has_role(j.needs) then
    perform refuse('CS423', 'schedule.lease-lost', 'Another daemon does this job now.', '', 'Leave it.');
  end if;
  if outcome not in ('done', 'nothing', 'failed') then
    perform refuse('CS422', 'schedule.outcome', 'A run is done, found nothing, or failed.', '', 'Say which.');
  end if;
  if outcome = 'nothing' then
    delete from schedule_run r where r.job = end_job.job and r.fence = end_job.fence;
  else
    update schedule_run r set outcome = end_job.outcome, detail = left(end_job.detail, 500), ended_at = clock_timestamp()
      where r.job = end_job.job and r.fence = end_job.fence;
  end if;
  update schedule_job s set holder = '', lease_until = '-infinity', due = next_due(s.every, s.at_time), last_ended = clock_timestamp(),
      last_outcome = end_job.outcome, last_detail = left(end_job.detail, 500)
    where s.name = end_job.job;
end $$;
ALTER FUNCTION countersign.end_job(job text, fence bigint, outcome text, detail text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.end_traces(producer text, ids bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  perform require_ingest();
  update trace t set assembled_at = clock_timestamp() where t.producer = end_traces.producer and t.trace_id = any (ids);
end $$;
ALTER FUNCTION countersign.end_traces(producer text, ids bytea[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign.export_reviews(after_item bigint, most integer, channel text DEFAULT 'sql'::text) RETURNS TABLE(item bigint, generation uuid, model text, model_version text, prompt text, prompt_version text, settled_at timestamp with time zone, decision text, verdicts jsonb, flags jsonb, scores jsonb, content bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare chosen bigint[];
begin
  perform require_role('lead', 'auditor');
  chosen := array(select o.item from (select distinct k.item from kept_outcome k where k.tenant = 1 and k.leaves_at <= clock() and k.item > after_item) o
    join review_present p on p.tenant = 1 and p.item = o.item and p.state = 'done' order by o.item limit least(most, 500));
  perform record_activity('review.read', 'review', i.id::text, '', jsonb_build_object('generation', i.generation, 'export', true), channel)
    from review_item i where i.tenant = 1 and i.id = any (chosen);
  return query
    select i.id, i.generation, g.model, g.model_version, g.prompt, g.prompt_version, o.settled_at, o.decision,
      (select jsonb_agg(jsonb_build_object('by', 'human', 'reviewer', v.reviewer, 'decision', v.decision, 'reason', v.reason, 'harm', v.harm,
        'adjudication', v.slot = 0, 'at', v.recorded_at) order by v.id) from standing_verdict v where v.tenant = 1 and v.item = i.id),
      (select coalesce(jsonb_agg(jsonb_build_object('by', 'judge', 'source', f.source, 'category', f.category, 'verdict', f.verdict, 'score', f.score, 'side', f.side)
        order by f.ordinal), '[]') from flag f where f.tenant = 1 and f.generation = i.generation),
      (select coalesce(jsonb_agg(jsonb_build_object('by', 'judge', 'judge', s.judge, 'name', s.name, 'value', s.value) order by s.ordinal), '[]')
        from score s where s.tenant = 1 and s.generation = i.generation),
      (select c.body from generation_content c where c.tenant = 1 and c.id = i.generation)
    from review_item i join generation g on g.tenant = 1 and g.id = i.generation
    cross join lateral (select k.settled_at, k.decision from kept_outcome k where k.tenant = 1 and k.item = i.id and k.leaves_at <= clock() order by k.id desc limit 1) o
    where i.tenant = 1 and i.id = any (chosen) order by i.id;
end $$;
ALTER FUNCTION countersign.export_reviews(after_item bigint, most integer, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.fail_shadow_request(run bigint, fence bigint, arm integer, about integer, prompt integer, number integer, outcome text, status integer, words text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  t countersign_private.shadow_turn := hold_shadow_run(run, fence);
  q countersign_private.shadow_request := find_shadow_request(run, arm, about, prompt, number);
begin
  insert into shadow_failure (run, arm, about, prompt, number, outcome, status, words)
  values (q.run, q.arm, q.about, q.prompt, q.number, outcome, status, left(words, 500)) on conflict do nothing;
  if found and outcome <> 'in_doubt' then
    update shadow_turn x set reserved = greatest(0, x.reserved - q.reserved) where x.run = q.run;
  end if;
end $$;
ALTER FUNCTION countersign.fail_shadow_request(run bigint, fence bigint, arm integer, about integer, prompt integer, number integer, outcome text, status integer, words text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.find_leaf(of_kind text, of_subject text) RETURNS TABLE(index bigint, kind text, subject text, hash bytea, metadata text, content_holds boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
  perform require_log_reader();
  return query select r.* from log_leaf l cross join lateral countersign.read_leaves(l.index, 1) r
    where l.kind = of_kind and l.subject = of_subject and r.index = l.index;
end $$;
ALTER FUNCTION countersign.find_leaf(of_kind text, of_subject text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.find_leaves(names text[]) RETURNS TABLE(index bigint, name text, hash bytea, metadata text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
  perform require_log_reader();
  return query select r.index, n.name, r.hash, r.metadata from unnest(names) n(name)
    join log_leaf l on l.kind = split_part(n.name, ':', 1) and l.subject = substr(n.name, strpos(n.name, ':') + 1)
    cross join lateral countersign.read_leaves(l.index, 1) r where r.index = l.index;
end $$;
ALTER FUNCTION countersign.find_leaves(names text[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign.first_id_at(moment timestamp with time zone) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
  select (lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
ALTER FUNCTION countersign.first_id_at(moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign.flags_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(version text, day timestamp with time zone, category text, calls bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select case kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end, date_trunc('day', g.at, 'UTC'), f.category,
      count(distinct g.id)
    from generation g join flag f on f.tenant = g.tenant and f.generation = g.id and f.verdict = 'flagged'
    where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
      and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment)
      and f.generation >= first_id_at(since) and f.generation < first_id_at(until)
    group by 1, 2, 3 order by 2, 1, 3;
end $$;
ALTER FUNCTION countersign.flags_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign.freeze_snapshot(quarter text, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(snapshot bigint, frozen boolean, facts integer, digest bytea, asked_by text, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('approver', 'lead', 'auditor');
  here constant text := session_user;
  s countersign_private.snapshot;
  last countersign_private.snapshot_signature;
  stop text;
  content_digest bytea;
  line bigint;
  at timestamptz;
begin
  perform require_reason(reason);
  select * into s from countersign_private.snapshot x where x.id = (newest_snapshot(quarter)).id for update;
  if not found then
    perform refuse('CS404', 'snapshot.unknown', format('No snapshot of %s is open.', left(quarter, 20)), '', 'Open it: countersign snapshot open.');
  elsif exists (select from snapshot_frozen f where f.snapshot = s.id) then
    perform refuse('CS409', 'snapshot.frozen', format('%s is frozen.', quarter), '', 'Open a new one that corrects it: countersign snapshot open.');
  end if;
  stop := (select string_agg(g.what, ' ') from quarter_gaps(s.starts, s.ends) g where g.stops);
  if stop is not null then
    perform refuse('CS409', 'snapshot.stopped', format('%s cannot be frozen yet.', quarter), stop, 'See countersign snapshot status.');
  end if;
  -- Once a turn: what is signed is what is kept.
  create temporary table if not exists pg_temp.snapshot_content (ordinal bigint, scope text, kind text, subject text,
    effective_at timestamptz, recorded_at timestamptz, body text) on commit drop;
  truncate pg_temp.snapshot_content;
  insert into pg_temp.snapshot_content select * from quarter_content(s.starts, s.ends);
  select sha256(convert_to(coalesce(string_agg(c.body, E'\n' order by c.ordinal), ''), 'UTF8')), count(*) into content_digest, facts from pg_temp.snapshot_content c;
  select * into last from snapshot_signature x where x.snapshot = s.id order by x.id desc limit 1;
  if last.person = who and last.content_digest = content_digest then
    perform refuse('CS403', 'snapshot.own', 'You have signed this content: someone else must freeze it.', '', 'Ask another officer.');
  end if;
  insert into snapshot_signature (snapshot, person, login, content_digest, facts, reason, channel)
  values (s.id, who, here, content_digest, facts, reason, channel);
  if last.id is null or last.content_digest <> content_digest then
    return query select s.id, false, facts, content_digest, who, record_activity('snapshot.sign', 'snapshot', s.id::text, reason,
      jsonb_build_object('quarter', quarter, 'facts', facts, 'content_digest', encode(content_digest, 'hex')), channel);
    return;
  end if;
  insert into period_fact (snapshot, ordinal, scope, kind, subject, effective_at, recorded_at, body, salt, digest)
  select s.id, c.ordinal, c.scope, c.kind, c.subject, c.effective_at, c.recorded_at, c.body, c.salt, sha256(c.salt || sha256(convert_to(c.body, 'UTF8')))
  from (select *, uuid_send(gen_random_uuid()) as salt from pg_temp.snapshot_content offset 0) c;
  digest := (select sha256(convert_to(coalesce(string_agg(encode(f.digest, 'hex') || E'\n', '' order by f.ordinal), ''), 'UTF8')) from period_fact f where f.snapshot = s.id);
  at := clock();
  line := record_activity('snapshot.freeze', 'snapshot', s.id::text, reason,
    jsonb_strip_nulls(jsonb_build_object('catalog', (select c.name from catalog c), 'quarter', quarter, 'snapshot', s.id, 'facts', facts, 'digest', encode(digest, 'hex'), 'asked_by', last.person,
      'frozen_by', who, 'starts', rfc3339(s.starts), 'ends', rfc3339(s.ends), 'zone', s.zone, 'corrects', s.corrects, 'frozen_at', rfc3339(at))), channel);
  insert into snapshot_frozen (snapshot, asked_by, frozen_by, facts, digest, activity, recorded_at)
  values (s.id, last.person, who, facts, digest, line, at);
  return query select s.id, true, facts, digest, last.person, line;
end $$;
ALTER FUNCTION countersign.freeze_snapshot(quarter text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.freezing(snapshot bigint) RETURNS TABLE(activity bigint, detail text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
  perform require_period_reader();
  return query select a.id, a.detail::text from snapshot_frozen f join activity a on a.id = f.activity where f.snapshot = freezing.snapshot;
end $$;
ALTER FUNCTION countersign.freezing(snapshot bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.frozen_facts(snapshot bigint, first integer, most integer) RETURNS TABLE(ordinal integer, scope text, kind text, subject text, body text, salt bytea, digest bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
  perform require_period_reader();
  return query select f.ordinal, f.scope, f.kind, f.subject, f.body, f.salt, f.digest from period_fact f
    where f.snapshot = frozen_facts.snapshot and f.ordinal >= frozen_facts.first order by f.ordinal limit frozen_facts.most;
end $$;
ALTER FUNCTION countersign.frozen_facts(snapshot bigint, first integer, most integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.grant_right(login text, role text, person text DEFAULT NULL::text, person_name text DEFAULT NULL::text, team text DEFAULT NULL::text, languages text[] DEFAULT '{}'::text[], reason text DEFAULT ''::text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('admin');
  whose text;
begin
  if role not in ('viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer') then
    perform refuse('CS422', 'right.unknown', format('There is no right called %s.', left(role, 40)), '',
      'Choose viewer, builder, reviewer, approver, lead, auditor, admin, or for a program ingest or sealer.');
  end if;
  if not exists (select from pg_roles where rolname = login and rolcanlogin and rolname not like 'countersign\_%') then
    perform refuse('CS404', 'login.unknown', format('The database has no login called %s.', left(login, 63)), '',
      'Make it first: CREATE ROLE … LOGIN, or pg_ident and LDAP as your database is set up.');
  end if;
  whose := coalesce(person, (select l.person from person_login l where l.login = grant_right.login), login);
  if exists (select from person_login l where l.login = grant_right.login and l.person <> whose) then
    perform refuse('CS409', 'login.taken', format('The login %s belongs to another person.', login), '',
      'A login stays with its person: make a new one.');
  end if;
  if whose = who then
    perform refuse('CS403', 'right.own', 'Nobody grants a right to themselves.', '', 'Ask another administrator.');
  end if;
  if team is not null and not exists (select from countersign_private.team t where t.key = grant_right.team) then
    perform refuse('CS404', 'team.unknown', format('There is no team called %s.', left(team, 63)), '', 'Add the team first.');
  end if;
  insert into countersign_private.person (key, name, team, languages)
  values (whose, coalesce(person_name, whose), team, languages) on conflict on constraint person_pkey do nothing;
  insert into person_login (login, person) values (login, whose) on conflict on constraint person_login_pkey do nothing;
  execute format('grant countersign_%s to %I', role, login);
  return record_activity('right.grant', 'person', whose, reason, jsonb_build_object('login', login, 'role', role), channel);
end $$;
ALTER FUNCTION countersign.grant_right(login text, role text, person text, person_name text, team text, languages text[], reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.hasten_job(name text, reason text DEFAULT ''::text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  perform require_role('lead', 'admin');
  perform require_reason(reason);
  perform known_job(name);
  if exists (select from schedule_job s where s.name = hasten_job.name and s.paused) then
    perform refuse('CS409', 'schedule.paused', format('%s is paused.', name), '', 'Resume it first.');
  end if;
  update schedule_job s set due = '-infinity' where s.name = hasten_job.name;
  return record_activity('schedule.run', 'schedule', name, reason, '{}', channel);
end $$;
ALTER FUNCTION countersign.hasten_job(name text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.issue_pack(snapshot bigint, scope text, digest bytea, bytes bigint, signer text, channel text DEFAULT 'sql'::text) RETURNS TABLE(pack bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('auditor');
  made bigint;
begin
  if not exists (select from snapshot_frozen f where f.snapshot = issue_pack.snapshot) then
    perform refuse('CS404', 'snapshot.unknown', 'There is no frozen snapshot of that number.', '', 'Freeze it first.');
  end if;
  insert into countersign_private.pack (snapshot, scope, digest, bytes, signer, issued_by) values (snapshot, scope, digest, bytes, signer, who) returning id into made;
  return query select made, record_activity('pack.issue', 'pack', made::text, '',
    jsonb_build_object('snapshot', snapshot, 'scope', scope, 'digest', encode(digest, 'hex'), 'bytes', bytes, 'signer', signer), channel);
end $$;
ALTER FUNCTION countersign.issue_pack(snapshot bigint, scope text, digest bytea, bytes bigint, signer text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.keep_checkpoint(size bigint, root bytea, note text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.keep_checkpoint(size bigint, root bytea, note text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.keep_shadow_reply(run bigint, fence bigint, arm integer, about integer, prompt integer, number integer, body bytea, finish text, tokens_in bigint, tokens_out bigint, latency_micros bigint, scores jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  t countersign_private.shadow_turn := hold_shadow_run(run, fence);
  q countersign_private.shadow_request := find_shadow_request(run, arm, about, prompt, number);
  cost bigint := (select round(tokens_in * a.price_in + tokens_out * a.price_out) from shadow_arm a where a.run = q.run and a.arm = q.arm);
begin
  insert into shadow_reply (run, arm, about, prompt, number, tokens_in, tokens_out, cost_micros, latency_micros, finish, answered_at, commitment)
  select q.run, q.arm, q.about, q.prompt, q.number, tokens_in, tokens_out, cost, latency_micros, finish, clock(), sha256(r.salt || body)
  from shadow_run r where r.id = q.run on conflict do nothing;
  if found then
    insert into shadow_reply_content (run, arm, about, prompt, body) values (q.run, q.arm, q.about, q.prompt, body);
    perform add_shadow_scores(run, about, prompt, scores);
    -- One answer, one bill: nothing is held back any more for attempts whose answer was lost.
    update shadow_turn x set spent = x.spent + coalesce(cost, 0), reserved = greatest(0, x.reserved - (
        select coalesce(sum(y.reserved), 0) from shadow_request y
        left join shadow_failure f on (f.run, f.arm, f.about, f.prompt, f.number) = (y.run, y.arm, y.about, y.prompt, y.number)
        where (y.run, y.arm, y.about, y.prompt) = (q.run, q.arm, q.about, q.prompt) and coalesce(f.outcome, 'in_doubt') = 'in_doubt'))
      where x.run = q.run;
  end if;
  return cost;
end $$;
ALTER FUNCTION countersign.keep_shadow_reply(run bigint, fence bigint, arm integer, about integer, prompt integer, number integer, body bytea, finish text, tokens_in bigint, tokens_out bigint, latency_micros bigint, scores jsonb) OWNER TO countersign_owner;
CREATE FUNCTION countersign.label_review(item bigint, labels jsonb, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $_$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  p countersign_private.review_present;
  l record;
  s countersign_private.label_schema;
  form text;
  fits boolean;
begin
  select * into p from review_present x where x.tenant = 1 and x.item = label_review.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif not exists (select from review_slot x where x.tenant = 1 and x.item = p.item and x.holder = who and (x.state = 'done' or x.lease_until > clock()))
    and not exists (select from verdict v where v.tenant = 1 and v.item = p.item and v.reviewer = who) then
    perform refuse('CS403', 'review.not-yours', format('You neither hold item %s nor have decided it.', item), '', 'Claim it first.');
  elsif jsonb_typeof(labels) is distinct from 'object' or labels = '{}' then
    perform refuse('CS422', 'label.value', 'Labels are an object of keys and values.', '', 'Look at the help.');
  end if;
  for l in select x.key, x.value from jsonb_each(labels) x order by x.key loop
    select * into s from label_schema x where x.queue = p.queue and x.key = l.key order by x.id desc limit 1;
    if s.kind is null then
      perform refuse('CS422', 'label.unknown', format('The queue %s has no label %s.', p.queue, left(l.key, 63)), '', 'Look at `countersign review label --list`.');
    end if;
    form := jsonb_typeof(l.value);
    fits := case s.kind
      when 'pass_fail' then l.value in ('"pass"', '"fail"')
      when 'category' then form = 'string' and l.value #>> '{}' = any (s.options)
      when 'several' then form = 'array' and not exists (select from jsonb_array_elements(case form when 'array' then l.value else '[]' end) e
        where jsonb_typeof(e) <> 'string' or e #>> '{}' <> all (s.options))
      when 'number' then form = 'number' and (l.value #>> '{}')::double precision between coalesce(s.lowest, '-infinity') and coalesce(s.highest, 'infinity')
      when 'text' then form = 'string' and length(l.value #>> '{}') between 1 and 4000
      else form = 'object' and coalesce(l.value ->> 'start', '') ~ '^[0-9]{1,9}$' and coalesce(l.value ->> 'end', '') ~ '^[0-9]{1,9}$'
        and (l.value ->> 'start')::bigint < (l.value ->> 'end')::bigint
      end;
    if not coalesce(fits, false) then
      perform refuse('CS422', 'label.value', format('%s is no %s.', left(l.key, 63), replace(s.kind, '_', ' or ')),
        case when s.options <> '{}' then 'One of: ' || array_to_string(s.options, ', ') when s.kind = 'number' then
          format('From %s to %s.', coalesce(s.lowest::text, 'any'), coalesce(s.highest::text, 'any')) else '' end, 'Say it again.');
    end if;
    insert into review_label (item, person, key, schema, value, channel) values (item, who, l.key, s.id, l.value, channel);
  end loop;
  return record_activity('review.label', 'review', item::text, '', jsonb_build_object('keys', (select jsonb_agg(k order by k) from jsonb_object_keys(labels) k)), channel);
end $_$;
ALTER FUNCTION countersign.label_review(item bigint, labels jsonb, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.last_seal() RETURNS TABLE(size bigint, root bytea, frontier bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  perform require_log_reader();
  return query select s.size, s.root, s.frontier from log_seal s order by s.size desc limit 1;
end $$;
ALTER FUNCTION countersign.last_seal() OWNER TO countersign_owner;
CREATE FUNCTION countersign.lead_log(holder text, lease interval) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.lead_log(holder text, lease interval) OWNER TO countersign_owner;
CREATE FUNCTION countersign.lead_shadow_run(run bigint, new_limit bigint DEFAULT NULL::bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_shadow_right((select r.artifact from shadow_run r where r.id = run));
  here constant text := session_user;
  token bigint;
begin
  if not exists (select from shadow_run_state s where s.run = lead_shadow_run.run and s.state = 'open' and s.valid_to = 'infinity') then
    perform refuse('CS404', 'shadow.not-open', format('There is no open shadow run %s.', run), '', 'Look at `countersign shadow show`.');
  end if;
  update shadow_turn t set fence = t.fence + 1, holder = here, backend = pg_backend_pid(), lease_until = clock_timestamp() + interval '10 minutes',
      cost_limit = coalesce(new_limit, t.cost_limit)
    where t.run = lead_shadow_run.run and (t.lease_until < clock_timestamp() or t.backend = pg_backend_pid()
      or not exists (select from pg_stat_get_activity(null) a join pg_roles r on r.oid = a.usesysid where a.pid = t.backend and r.rolname = t.holder))
    returning fence into token;
  if token is null then
    perform refuse('CS423', 'shadow.driven', format('Shadow run %s is driven by %s.', run,
      (select t.holder from shadow_turn t where t.run = lead_shadow_run.run)), '', 'Wait for it, or end that program.');
  end if;
  return token;
end $$;
ALTER FUNCTION countersign.lead_shadow_run(run bigint, new_limit bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.leaf_hashes(first bigint, most integer) RETURNS bytea
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  perform require_log_reader();
  return (select string_agg(x.hash, ''::bytea order by x.index) from (
    select l.index, l.hash from log_leaf l where l.index >= first and l.hash is not null order by l.index limit most) x);
end $$;
ALTER FUNCTION countersign.leaf_hashes(first bigint, most integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.leave_log(fence bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  perform require_sealer();
  update log_leader l set lease_until = '-infinity' where l.fence = leave_log.fence;
end $$;
ALTER FUNCTION countersign.leave_log(fence bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.lineage_edges_among(nodes bigint[], at_level text DEFAULT 'dataset'::text, moment timestamp with time zone DEFAULT NULL::timestamp with time zone, at_most integer DEFAULT 100000) RETURNS TABLE(id bigint, source bigint, target bigint, job_namespace text, job text, level text, basis text, type text, subtype text, masking boolean, since timestamp with time zone, run uuid, digest text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  ends bigint[] := lineage_ends(nodes, at_level);
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select e.id, e.source, e.target, j.namespace, j.name, e.level, e.basis, e.type, e.subtype, e.masking, e.valid_from, t.run,
      encode(v.digest, 'hex')
    from lineage_edge e left join lineage_node j on j.id = e.job
    left join lineage_event v on v.id = e.event left join lineage_teller t on t.id = v.teller
    where e.target = any (ends) and e.source = any (ends) and e.level = at_level
      and (case when moment is null then e.valid_to = 'infinity' else e.valid_from <= moment and e.valid_to > moment end)
    order by e.id limit at_most;
end $$;
ALTER FUNCTION countersign.lineage_edges_among(nodes bigint[], at_level text, moment timestamp with time zone, at_most integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.lineage_facts(nodes bigint[], moment timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(id bigint, kind text, tier text, team text, serving text[], data_class text, row_count bigint, column_count bigint, job text, state text, ended_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select n.id, a.kind, s.tier, s.team,
      array(select distinct p.environment from pointer p where p.version = v.id
        and (case when moment is null then p.valid_to = 'infinity' else p.valid_from <= moment and p.valid_to > moment end) order by 1),
      case when b.body ->> 'data_class' in ('green', 'yellow', 'red') then b.body ->> 'data_class' end,
      case when b.body ->> 'rows' ~ '^[0-9]{1,18}$' then (b.body ->> 'rows')::bigint end,
      case when jsonb_typeof(f.value -> 'fields') = 'array' then jsonb_array_length(f.value -> 'fields')::bigint end,
      r.job, r.state, r.ended_at
    from unnest(nodes) x (id) join lineage_node n on n.id = x.id
    left join lineage_version l on l.node = n.id
    left join version v on v.id = l.version and (moment is null or v.recorded_at <= moment)
    left join artifact a on a.id = v.artifact
    left join artifact_state s on s.artifact = a.id
      and (case when moment is null then s.valid_to = 'infinity' else s.valid_from <= moment and s.valid_to > moment end)
    left join lateral (select convert_from(v.body, 'UTF8')::jsonb as body where a.kind in ('dataset', 'embedding_index')) b on true
    left join lineage_facet f on f.node = n.id and f.key = 'schema'
      and (case when moment is null then f.valid_to = 'infinity' else f.valid_from <= moment and f.valid_to > moment end)
    left join lateral (
      select j.name as job, t.state, t.ended_at
      from lineage_edge e join lineage_run_state t on t.job = e.job join lineage_node j on j.id = e.job
      where e.target = n.id and e.level = 'dataset'
        and (case when moment is null then e.valid_to = 'infinity' and t.valid_to = 'infinity'
             else e.valid_from <= moment and e.valid_to > moment and t.valid_from <= moment and t.valid_to > moment end)
      order by t.ended_at desc nulls last, t.valid_from desc limit 1) r on true;
end $_$;
ALTER FUNCTION countersign.lineage_facts(nodes bigint[], moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign.lineage_find(namespace text, name text, field text DEFAULT NULL::text, only_kind text DEFAULT NULL::text) RETURNS TABLE(id bigint, kind text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query select n.id, n.kind from lineage_node n
    where n.key = any (case when field is not null then array[lineage_key('column', namespace, name, field)]
      else array[lineage_key('dataset', namespace, name, null), lineage_key('job', namespace, name, null)] end)
      and (only_kind is null or n.kind = only_kind)
    order by n.kind;
end $$;
ALTER FUNCTION countersign.lineage_find(namespace text, name text, field text, only_kind text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.lineage_of_version(artifact text, label text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $_$
  select l.node from version v join artifact a on a.id = v.artifact join lineage_version l on l.version = v.id
  where a.name = $1 and v.label = $2 and has_role('viewer')
$_$;
ALTER FUNCTION countersign.lineage_of_version(artifact text, label text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.lineage_walk(root bigint, upstream boolean, depth integer DEFAULT 1000, at_level text DEFAULT 'dataset'::text, moment timestamp with time zone DEFAULT NULL::timestamp with time zone, at_most integer DEFAULT 10000) RETURNS TABLE(id bigint, distance integer, kind text, namespace text, name text, field text, artifact text, label text, partial boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  deepest constant integer := least(depth, 1000);
  most constant integer := least(at_most, 100000);
  visited bigint[] := array[root];
  distances integer[] := array[0];
  frontier bigint[] := array[root];
  next bigint[];
  steps integer := 0;
  cut boolean := false;
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  if depth < 1 or at_most < 1 or at_level not in ('dataset', 'column') then
    perform refuse('CS422', 'lineage.question', 'Depth and number of places are 1 or more; the level is dataset or column.', '', 'Ask again.');
  end if;
  loop
    -- By EXCEPT, which hashes; `<> all (visited)` would compare each with each.
    next := array(select unnest(lineage_step(lineage_ends(frontier, at_level), upstream, at_level, moment))
      except select unnest(visited) order by 1 limit most - cardinality(visited) + 2);
    exit when cardinality(next) = 0;
    if steps = deepest then
      cut := true;
      exit;
    end if;
    steps := steps + 1;
    if cardinality(visited) + cardinality(next) > most + 1 then
      cut := true;
      next := next[1:most + 1 - cardinality(visited)];
    end if;
    visited := visited || next;
    distances := distances || array_fill(steps, array[cardinality(next)]);
    exit when cut;
    frontier := next;
  end loop;
  return query
    with walked as (select * from unnest(visited, distances) v (node, distance)),
    -- The ends of edges that stand for a walked place: a dataset's columns, a column's dataset.
    beside as (
      select x.node, min(w.distance) as distance from walked w join lineage_node n on n.id = w.node
      cross join lateral (
        select n.parent as node where n.parent is not null
        union all select c.id from lineage_node c where c.parent = n.id) x
      where at_level = 'column' and not exists (select from walked o where o.node = x.node) group by x.node)
    select n.id, v.distance, n.kind, n.namespace, n.name, n.field, a.name, x.label, cut
    from (select w.node, w.distance from walked w union all select b.node, b.distance from beside b) v
    join lineage_node n on n.id = v.node
    left join lineage_version l on l.node = n.id left join version x on x.id = l.version left join artifact a on a.id = x.artifact
    order by v.distance, v.node <> root, v.node;
end $$;
ALTER FUNCTION countersign.lineage_walk(root bigint, upstream boolean, depth integer, at_level text, moment timestamp with time zone, at_most integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.link_incident(incident bigint, links jsonb, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin');
  i countersign_private.incident := take_incident(incident);
begin
  perform require_reason(reason);
  if countersign_private.link_incident(i.id, links, who) = 0 then
    perform refuse('CS409', 'incident.linked', format('Incident %s has these links already.', i.id), '', 'Nothing needs to be done.');
  end if;
  insert into incident_act (incident, act, person, reason, channel, effective_at) values (i.id, 'link', who, reason, channel, clock());
  return record_activity('incident.link', 'incident', i.id::text, reason, jsonb_build_object('links', links), channel);
end $$;
ALTER FUNCTION countersign.link_incident(incident bigint, links jsonb, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.list_quarters() RETURNS TABLE(quarter text, starts timestamp with time zone, ends timestamp with time zone, is_over boolean, snapshot bigint, state text, asked_by text, frozen_by text, frozen_at timestamp with time zone, facts integer, digest text, corrects bigint, packs integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
  c countersign_private.catalog := (select x from catalog x);
  now constant timestamptz := coalesce(countersign.as_of(), clock());
begin
  return query
  select q.name, p.starts, p.ends, p.ends <= now, s.id,
    case when s.id is null then 'none' when f.snapshot is not null then 'frozen' when g.person is not null then 'asked' else 'open' end,
    coalesce(f.asked_by, g.person), f.frozen_by, f.recorded_at, f.facts, encode(f.digest, 'hex'), s.corrects,
    (select count(*)::int from pack k join snapshot ks on ks.id = k.snapshot where ks.quarter = q.name and k.recorded_at <= now)
  from (
    select distinct quarter_of(m, c.time_zone, c.first_month) as name
    from generate_series((select coalesce(min(a.recorded_at), now) from activity a), now, '80 days') m
    union select quarter_of(now, c.time_zone, c.first_month)) q
  cross join lateral quarter_span(q.name, c.time_zone, c.first_month) p
  left join lateral (select x.* from snapshot x where x.quarter = q.name and x.recorded_at <= now order by x.id desc limit 1) s on true
  left join snapshot_frozen f on f.snapshot = s.id and f.recorded_at <= now
  left join lateral (select x.person from snapshot_signature x where x.snapshot = s.id and x.recorded_at <= now order by x.id desc limit 1) g on true
  order by q.name desc limit 40;
end $$;
ALTER FUNCTION countersign.list_quarters() OWNER TO countersign_owner;
CREATE FUNCTION countersign.list_seals(after bigint, most integer) RETURNS TABLE(size bigint, root bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  perform require_log_reader();
  return query select s.size, s.root from log_seal s where s.size > list_seals.after order by s.size limit most;
end $$;
ALTER FUNCTION countersign.list_seals(after bigint, most integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.map_category(sent text, category text, weight integer, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $_$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'admin');
  named text := lower(btrim(sent));
begin
  perform require_reason(reason);
  if coalesce(named, '') = '' or length(named) > 200 or named ~ '[[:cntrl:]]' or coalesce(category, '') !~ '^[a-z][a-z0-9_]{0,60}$'
    or coalesce(weight, 9) not between 0 and 2 then
    perform refuse('CS422', 'category.words', 'A category is mapped to one like hate_harassment, with a weight of 0, 1 or 2.',
      '0 says nothing about harm, 1 asks for a look, 2 is severe.', 'Look at `countersign review category list`.');
  end if;
  insert into flag_category (sent, category, weight) values (named, category, weight)
    on conflict on constraint flag_category_pkey do update set category = excluded.category, weight = excluded.weight;
  insert into flag_category_event (sent, category, weight, person, reason) values (named, category, weight, who, reason);
  return record_activity('category.map', 'category', named, reason, jsonb_build_object('category', category, 'weight', weight), channel);
end $_$;
ALTER FUNCTION countersign.map_category(sent text, category text, weight integer, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.mark_replayed(quarantine_id bigint, channel text DEFAULT 'sql'::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  perform require_role('ingest');
  update countersign_private.quarantine q set state = 'replayed', replayed_at = clock() where q.id = quarantine_id and q.state = 'kept';
  perform record_activity('quarantine.replay', 'quarantine', quarantine_id::text, '', '{}', channel);
end $$;
ALTER FUNCTION countersign.mark_replayed(quarantine_id bigint, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.moved(since text DEFAULT NULL::text, held text DEFAULT NULL::text) RETURNS TABLE(until text, holds text, kinds text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  with earlier as materialized (
    select pg_snapshot_xmax(since::pg_snapshot) as edge, array(select pg_snapshot_xip(since::pg_snapshot)) as open),
  held_now as materialized (
    select coalesce(md5(string_agg(s.item || ' ' || s.slot || ' ' || s.fence || ' ' || s.lease_until, ',' order by s.item, s.slot)), '') as mark
    from review_slot s where s.tenant = 1 and s.state = 'open' and s.holder is not null and s.lease_until > countersign_private.clock())
  select pg_current_snapshot()::text, h.mark, array(
    select a.subject_kind from activity a where a.xid >= (select edge from earlier) and a.act not like '%.read'
    union
    select a.subject_kind from activity a where a.xid = any ((select open from earlier)::xid8[]) and a.act not like '%.read'
    union
    select 'review' where held is distinct from h.mark and held is not null
    union
    select 'generation' where exists (select from generation g where g.tenant = 1 and g.xid >= (select edge from earlier))
      or exists (select from generation g where g.tenant = 1 and g.xid = any ((select open from earlier)::xid8[]))
    union
    select 'lineage' where exists (select from lineage_event e where e.xid >= (select edge from earlier))
      or exists (select from lineage_event e where e.xid = any ((select open from earlier)::xid8[])))
  from held_now h
$$;
ALTER FUNCTION countersign.moved(since text, held text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.my_claims() RETURNS TABLE(item bigint, slot integer, fence bigint, until timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select s.item, s.slot::integer, s.fence, s.lease_until from review_slot s
  where s.holder = person_here() and s.state = 'open' and s.lease_until > moment() order by s.due, s.item
$$;
ALTER FUNCTION countersign.my_claims() OWNER TO countersign_owner;
CREATE FUNCTION countersign.need_keys(environment text, needed boolean, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(needs_key boolean, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.need_keys(environment text, needed boolean, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.next_shadow_request(run bigint, fence bigint, arm integer) RETURNS TABLE(state text, about integer, prompt integer, number integer, key text, body bytea, answer bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  here constant text := session_user;
  t countersign_private.shadow_turn := hold_shadow_run(run, fence);
  a countersign_private.shadow_arm;
  k record;
  text_of bytea;
  answer_of bytea;
  why text;
  cost bigint;
  said text;
begin
  select * into a from shadow_arm x where x.run = next_shadow_request.run and x.arm = next_shadow_request.arm;
  loop
    select x.* into k from shadow_tasks(run) x where x.arm = a.arm and x.state = 'open' order by x.asked, x.prompt, x.about limit 1;
    if not found then
      said := case when exists (select from shadow_tasks(run) x where x.arm = a.arm and x.state = 'pending')
          or (a.role = 'judge' and exists (select from shadow_tasks(run) x join shadow_arm y on y.run = a.run and y.arm = x.arm
            where y.role <> 'judge' and x.state in ('open', 'pending'))) then 'wait' else 'done' end;
      exit;
    end if;
    text_of := shadow_prompt_body(run, k.prompt);
    answer_of := case when a.role = 'judge' then (select c.body from shadow_reply_content c
      where c.run = a.run and c.arm = k.about and c.about = k.about and c.prompt = k.prompt) end;
    why := case
      when text_of is null or (a.role = 'judge' and answer_of is null) then 'its text was erased'
      -- Looked at here once more, whatever the sample was drawn by.
      when (select class_rank(p.data_class) from shadow_prompt p where p.run = a.run and p.prompt = k.prompt) > shadow_ceiling(a) then 'above the ceiling'
    end;
    -- A token is at least a byte; the judge's own words come on top.
    cost := case when why is null then ceil(coalesce((octet_length(text_of) + coalesce(octet_length(answer_of) + 8000, 0)) * a.price_in
      + a.max_tokens * a.price_out, 0)) else 0 end;
    if t.spent + t.reserved + cost > t.cost_limit then
      -- What is under way may cost less than is held back for it.
      said := case when exists (select from shadow_tasks(run) x where x.state = 'pending') then 'wait' else 'limit' end;
      exit;
    end if;
    insert into shadow_request (run, arm, about, prompt, number, fence, login, reserved)
    values (run, a.arm, k.about, k.prompt, k.asked + 1, fence, here, cost);
    if why is not null then
      insert into shadow_failure (run, arm, about, prompt, number, outcome, words) values (run, a.arm, k.about, k.prompt, k.asked + 1, 'given_up', why);
      continue;
    end if;
    update shadow_turn x set reserved = x.reserved + cost where x.run = a.run;
    return query select 'ask', k.about::integer, k.prompt, k.asked + 1,
      'cs-' || left(encode(sha256(r.salt || convert_to(format('%s/%s/%s', a.arm, k.about, k.prompt), 'UTF8')), 'hex'), 40), text_of, answer_of
      from shadow_run r where r.id = a.run;
    return;
  end loop;
  return query select said, null::integer, null::integer, null::integer, null::text, null::bytea, null::bytea;
end $$;
ALTER FUNCTION countersign.next_shadow_request(run bigint, fence bigint, arm integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.note_breaches() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare noted bigint;
begin
  perform require_ingest();
  with late as (
    insert into review_breach (item, due)
    select p.item, p.due from review_present p
    where p.tenant = 1 and p.state <> 'done' and p.due < clock()
      and not exists (select from review_breach b where b.tenant = 1 and b.item = p.item)
    order by p.due limit 1000
    on conflict on constraint review_breach_pkey do nothing
    returning item, due)
  select count(*) into noted from (
    select record_activity('review.breach', 'review', l.item::text, '', jsonb_build_object('due', l.due), 'command') from late l) x;
  return noted;
end $$;
ALTER FUNCTION countersign.note_breaches() OWNER TO countersign_owner;
CREATE FUNCTION countersign.note_incident(incident bigint, note text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin');
  i countersign_private.incident := take_incident(incident);
begin
  perform require_reason(note);
  insert into incident_act (incident, act, person, reason, channel, effective_at) values (i.id, 'note', who, note, channel, clock());
  return record_activity('incident.note', 'incident', i.id::text, note, '{}', channel);
end $$;
ALTER FUNCTION countersign.note_incident(incident bigint, note text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.observed_faults(since interval DEFAULT '7 days'::interval) RETURNS TABLE(kind text, name text, label text, why text, first_at timestamp with time zone, last_at timestamp with time zone, calls integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
#variable_conflict use_column
declare
  begins constant timestamptz := clock() - observed_faults.since;
  least_id constant uuid := first_id_at(begins);
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'What production runs is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query select f.kind, f.name, f.label, f.why, f.first_at, f.last_at,
      (select count(*)::int from (select from generation g where g.tenant = 1 and g.id >= least_id
        and coalesce(g.environment, 'production') = 'production'
        and (f.kind = 'model' and g.model = f.name and g.model_version = f.label
          or f.kind = 'prompt' and g.prompt = f.name and coalesce(g.prompt_version, '') = f.label) limit 10001) x)
    from (
      select * from (
        select distinct on (o.kind, o.name, o.label) o.kind, o.name, o.label, o.first_at, o.last_at, why_unapproved(o) as why
        from version_observed o where o.tenant = 1 and o.environment in ('', 'production') and o.last_at >= begins
        order by o.kind, o.name, o.label, o.last_at desc) y
      where y.why is not null
      order by array_position(array['stopped', 'unapproved', 'retired', 'unregistered'], y.why), y.last_at desc limit 50) f;
end $$;
ALTER FUNCTION countersign.observed_faults(since interval) OWNER TO countersign_owner;
CREATE FUNCTION countersign.office() RETURNS TABLE(at timestamp with time zone, claimed_by_me integer, next_of_mine_due timestamp with time zone, waiting_for_my_signature integer, to_adjudicate integer, quarantined integer, generations bigint, generations_exact boolean, generations_last_hour integer, in_production integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
  who text := person_here();
  moment timestamptz := clock();
  estimate bigint := (select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint from pg_class c join pg_inherits i on i.inhrelid = c.oid
                      where i.inhparent = 'countersign_private.generation'::regclass);
  counted bigint := 10001;
begin
  if estimate < 20000 then
    counted := (select count(*) from (select from generation limit 10001) x);
  end if;
  return query select moment,
    (select count(*)::int from review_slot s where s.holder = who and s.state = 'open' and s.lease_until > moment),
    (select min(s.due) from review_slot s where s.holder = who and s.state = 'open' and s.lease_until > moment),
    (select count(*)::int from promotion_state s where s.state = 'open' and s.valid_to = 'infinity' and why_not_sign(s.promotion, who) is null),
    (select case when has_role('lead') then count(*)::int else 0 end from (select from review_present p where p.state in ('escalated', 'disagreed') limit 1000) x),
    (select count(*)::int from (select from quarantine q where q.state = 'kept' limit 10001) x),
    case when counted <= 10000 then counted else greatest(estimate, counted) end, counted <= 10000,
    (select count(*)::int from (select from generation g where g.tenant = 1 and g.id >= first_id_at(moment - interval '1 hour') and g.at <= moment limit 10001) x),
    (select count(distinct p.artifact)::int from pointer p where p.environment = 'production' and p.valid_to = 'infinity');
end $$;
ALTER FUNCTION countersign.office() OWNER TO countersign_owner;
CREATE FUNCTION countersign.officer() RETURNS TABLE(login text, person text, name text, team text, roles text[], catalog text, is_demo boolean, at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select session_user::text, p.key, coalesce(p.name, session_user::text), p.team,
    array(select r from unnest(array['viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer']) r where has_role(r)),
    c.name, c.kind = 'demo', clock()
  from catalog c left join person p on p.key = person_here()
$$;
ALTER FUNCTION countersign.officer() OWNER TO countersign_owner;
CREATE FUNCTION countersign.open_delivery(token bytea, scope text, producer text, format text, origin text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  return countersign.open_receipt(
    case when token is null then producer else countersign.token_holder(token, scope) end, format, origin);
end $$;
ALTER FUNCTION countersign.open_delivery(token bytea, scope text, producer text, format text, origin text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.open_inbox() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  here constant text := session_user;
  name text;
begin
  perform refuse_if_as_of();
  if not has_role('ingest') then
    perform refuse('CS403', 'right.missing', format('%s does not have the right of ingest.', here), '', 'Ask an administrator for it.');
  end if;
  if to_regclass('pg_temp.generation_inbox') is not null then return; end if;
  create temporary table generation_inbox (
    line bigint not null, id uuid not null, event_key bigint not null, producer text not null, event_id text not null,
    at timestamptz not null, source text not null, operation text, model text not null, model_version text not null,
    prompt text, prompt_version text, prompt_id text, service text, environment text, conversation text, language text,
    user_facing boolean, delivery text not null, data_class text, tokens_in bigint, tokens_out bigint, cost_micros bigint,
    currency text, latency_micros bigint, marks text[] not null, metadata_digest bytea not null, content_digest bytea not null,
    content bytea not null
  ) on commit delete rows;
  -- Packed once, as it will be stored.
  begin
    alter table pg_temp.generation_inbox alter column content set compression lz4;
  exception when feature_not_supported then null;
  end;
  create temporary table flag_inbox (
    line bigint not null, ordinal smallint not null, source text not null, category text not null, verdict text,
    score double precision, side text not null, taxonomy text, spans text not null
  ) on commit delete rows;
  create temporary table score_inbox (
    line bigint not null, ordinal smallint not null, name text not null, value double precision, judge text,
    lowest double precision, highest double precision, at timestamptz
  ) on commit delete rows;
  create temporary table retrieval_inbox (
    line bigint not null, rank integer not null, index_name text not null, index_version text, namespace text, dataset text,
    dataset_version text, row_key text not null, score double precision, data_class text
  ) on commit delete rows;
  -- What the catalog works out about the batch; nobody else is given these.
  create temporary table inbox_known (line bigint not null, id uuid not null, same boolean not null) on commit delete rows;
  create temporary table inbox_new (line bigint not null, id uuid not null, tier text not null, rule text not null, salt bytea not null)
    on commit delete rows;
  foreach name in array array['generation_inbox', 'flag_inbox', 'score_inbox', 'retrieval_inbox'] loop
    execute format('grant insert on pg_temp.%I to %I', name, here);
  end loop;
end $$;
ALTER FUNCTION countersign.open_inbox() OWNER TO countersign_owner;
CREATE FUNCTION countersign.open_incident(title text, description text, traits text[], aware_at timestamp with time zone, happened_at timestamp with time zone DEFAULT NULL::timestamp with time zone, affected integer DEFAULT NULL::integer, links jsonb DEFAULT '[]'::jsonb, ticket text DEFAULT NULL::text, contract_hours integer DEFAULT NULL::integer, channel text DEFAULT 'sql'::text) RETURNS TABLE(incident bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin');
  made bigint;
begin
  if coalesce(btrim(title), '') = '' or length(title) > 200 then
    perform refuse('CS422', 'incident.title', 'An incident needs a title of up to 200 characters.', '', 'Say in a few words what happened.');
  end if;
  perform require_traits(traits, contract_hours);
  if aware_at is null or aware_at > clock() or happened_at > aware_at then
    perform refuse('CS422', 'incident.aware', 'The moment of awareness must be past, and not before what happened.', '',
      'Say when the first person of the company knew.');
  end if;
  insert into countersign_private.incident (title, description, happened_at, aware_at, affected, ticket, contract_hours, zone, opened_by)
  select open_incident.title, coalesce(description, ''), happened_at, aware_at, affected, nullif(ticket, ''), contract_hours, c.time_zone, who from catalog c
  returning id into made;
  insert into incident_act (incident, act, traits, person, reason, channel, effective_at)
  values (made, 'open', array(select distinct t from unnest(traits) t order by t), who, coalesce(description, ''), channel, aware_at);
  perform link_incident(made, links, who);
  perform start_clocks(made);
  return query select made, record_activity('incident.open', 'incident', made::text, title,
    jsonb_build_object('traits', traits, 'aware_at', to_char(aware_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'links', links), channel);
end $$;
ALTER FUNCTION countersign.open_incident(title text, description text, traits text[], aware_at timestamp with time zone, happened_at timestamp with time zone, affected integer, links jsonb, ticket text, contract_hours integer, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.open_part_inbox() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  perform require_ingest();
  if to_regclass('pg_temp.part_inbox') is not null then return; end if;
  create temporary table part_inbox (
    line bigint not null, trace_id bytea not null, kind text not null, part_id bytea not null, digest bytea not null, body bytea not null,
    is_call boolean not null
  ) on commit delete rows;
  execute format('grant insert on pg_temp.part_inbox to %I', session_user);
end $$;
ALTER FUNCTION countersign.open_part_inbox() OWNER TO countersign_owner;
CREATE FUNCTION countersign.open_quarantine(quarantine_id bigint, channel text DEFAULT 'sql'::text) RETURNS TABLE(format text, origin text, line bigint, code text, reason text, raw bytea, state text, producer text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  perform require_role('ingest', 'admin', 'lead', 'auditor');
  perform record_activity('quarantine.read', 'quarantine', quarantine_id::text, '', '{}', channel);
  return query select q.format, q.origin, q.line, q.code, q.reason, q.raw, q.state, r.producer
    from countersign_private.quarantine q join receipt r on r.id = q.receipt where q.id = quarantine_id;
  if not found then
    perform refuse('CS404', 'quarantine.unknown', format('Nothing numbered %s is in quarantine.', quarantine_id), '', 'Look at `countersign quarantine list`.');
  end if;
end $$;
ALTER FUNCTION countersign.open_quarantine(quarantine_id bigint, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.open_receipt(producer text, format text, origin text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  here constant text := session_user;
  made bigint;
begin
  perform refuse_if_as_of();
  if not has_role('ingest') then
    perform refuse('CS403', 'right.missing', pg_catalog.format('%s does not have the right of ingest.', here), '', 'Ask an administrator for it.');
  end if;
  insert into countersign_private.producer (name) values (producer) on conflict on constraint producer_pkey do nothing;
  insert into receipt (producer, format, origin, login) values (producer, format, origin, here) returning id into made;
  return made;
end $$;
ALTER FUNCTION countersign.open_receipt(producer text, format text, origin text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.open_review(item bigint, channel text DEFAULT 'sql'::text) RETURNS TABLE(id bigint, tier text, queue text, due timestamp with time zone, arrived_at timestamp with time zone, rule text, reasons text[], state text, claimed_by text[], decided integer, needed integer, revision bigint, my_slot integer, my_fence bigint, my_lease_until timestamp with time zone, generation jsonb, content bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead', 'auditor');
  at timestamptz := clock();
  i countersign_private.review_item;
  hidden boolean;
  told jsonb;
begin
  select * into i from review_item x where x.tenant = 1 and x.id = open_review.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  end if;
  hidden := hides_scores_from(i.id, who);
  perform record_activity('review.read', 'review', item::text, '', jsonb_build_object('generation', i.generation), channel);
  told := generation_as_json(i.generation);
  if hidden then
    told := told || jsonb_build_object('scores_hidden', true,
      'flags', (select coalesce(jsonb_agg(f - 'score' order by n), '[]') from jsonb_array_elements(told -> 'flags') with ordinality x (f, n)),
      'scores', (select coalesce(jsonb_agg(s - 'value' order by n), '[]') from jsonb_array_elements(told -> 'scores') with ordinality x (s, n)));
  end if;
  return query
    select i.id, p.tier, p.queue, p.due, i.arrived_at, i.rule, case when hidden then without_figures(i.reasons) else i.reasons end, p.state,
      array(select s.holder from review_slot s where s.tenant = 1 and s.item = i.id and s.state = 'open' and s.holder is not null and s.lease_until > at order by s.slot),
      p.decided, p.needed, p.revision, m.slot::integer, m.fence, m.lease_until,
      told, (select c.body from generation_content c where c.tenant = 1 and c.id = i.generation)
    from review_present p
    left join review_slot m on m.tenant = 1 and m.item = i.id and m.holder = who and m.state = 'open' and m.lease_until > at
    where p.tenant = 1 and p.item = i.id;
end $$;
ALTER FUNCTION countersign.open_review(item bigint, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.open_shadow_import(artifact_name text, candidate text, baselines text[], metrics jsonb, seed bigint DEFAULT NULL::bigint, reason text DEFAULT ''::text, channel text DEFAULT 'sql'::text) RETURNS TABLE(run bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  c bigint := find_version(artifact_name, candidate);
  who text := require_shadow_right((select v.artifact from countersign_private.version v where v.id = c));
  chosen bigint := coalesce(seed, drawn_seed());
  made bigint;
begin
  perform require_reason(reason);
  made := begin_shadow_run('import', c, array(select find_version(artifact_name, b.label) from unnest(baselines) with ordinality b(label, n) order by b.n),
    '[]', metrics, chosen, 100000, null, null, who, reason);
  return query select made, record_activity('shadow.open', 'shadow', made::text, reason,
    jsonb_build_object('candidate', artifact_name || '@' || candidate, 'seed', chosen, 'origin', 'import'), channel);
end $$;
ALTER FUNCTION countersign.open_shadow_import(artifact_name text, candidate text, baselines text[], metrics jsonb, seed bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.open_shadow_pair(run bigint, prompt integer, arm integer, channel text DEFAULT 'sql'::text) RETURNS TABLE(key text, data_class text, request bytea, candidate bytea, baseline bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  perform require_role('builder', 'reviewer', 'lead', 'auditor');
  if not (has_role('reviewer') or has_role('lead') or has_role('auditor')) then
    perform require_shadow_right((select r.artifact from shadow_run r where r.id = run));
  end if;
  perform record_activity('shadow.read', 'shadow', run::text, '', jsonb_build_object('prompt', prompt), channel);
  return query select p.key, p.data_class, shadow_prompt_body(p.run, p.prompt),
    (select c.body from shadow_reply_content c where c.run = p.run and c.arm = 0 and c.about = 0 and c.prompt = p.prompt),
    (select c.body from shadow_reply_content c where c.run = p.run and c.arm = open_shadow_pair.arm and c.about = c.arm and c.prompt = p.prompt)
    from shadow_prompt p where p.run = open_shadow_pair.run and p.prompt = open_shadow_pair.prompt;
  if not found then
    perform refuse('CS404', 'shadow.unknown', format('Shadow run %s has no prompt %s.', run, prompt), '', 'Look at `countersign shadow show`.');
  end if;
end $$;
ALTER FUNCTION countersign.open_shadow_pair(run bigint, prompt integer, arm integer, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.open_shadow_run(artifact_name text, candidate text, versions integer, prompts integer, since interval, metrics jsonb, judges jsonb DEFAULT '[]'::jsonb, seed bigint DEFAULT NULL::bigint, cost_limit bigint DEFAULT NULL::bigint, reason text DEFAULT ''::text, channel text DEFAULT 'sql'::text) RETURNS TABLE(run bigint, sampled integer, population bigint, withheld bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  c countersign_private.version;
  k text := (select x.kind from countersign_private.artifact x where x.name = artifact_name);
  who text;
  chosen bigint := coalesce(seed, drawn_seed());
  made bigint;
  taken countersign_private.shadow_sample;
  least_ceiling integer;
  from_id constant uuid := first_id_at(clock() - since);
begin
  perform require_reason(reason);
  select * into c from countersign_private.version v where v.id = find_version(artifact_name, coalesce(candidate,
    (select x.label from countersign_private.version x join countersign_private.artifact a on a.id = x.artifact where a.name = artifact_name order by x.number desc limit 1), ''));
  who := require_shadow_right(c.artifact);
  if k not in ('model', 'chain', 'endpoint') then
    perform refuse('CS422', 'shadow.kind', format('Versions of a %s do not answer prompts by themselves.', k), '',
      'Run the shadow-eval of the chain that uses it, or import recorded answers.');
  end if;
  made := begin_shadow_run('replay', c.id, array(
    select v.id from countersign_private.version v
    left join pointer p on p.version = v.id and p.environment = 'production' and p.valid_to = 'infinity'
    where v.artifact = c.artifact and v.id <> c.id and (v.number < c.number or p.version is not null)
    order by p.version is null, v.number desc limit versions), judges, metrics, chosen, prompts, clock() - since, cost_limit, who, reason);
  select min(class_rank(x.ceiling)) into least_ceiling from shadow_arm x where x.run = made;
  with live as materialized (
    select g.id, coalesce(g.conversation, g.prompt_id, g.id::text) as family, g.service, g.language, g.tier,
      sha256(int8send(chosen) || uuid_send(g.id)) as lot,
      (select case when g.data_class is not null then (array['green', 'yellow', 'red'])[max(class_rank(x.class))] end
       from (select g.data_class as class
             union all select r.data_class from retrieval r where r.tenant = 1 and r.generation = g.id and r.data_class is not null) x) as class
    from generation g
    where g.tenant = 1 and g.id >= from_id and g.source <> 'shadow' and (g.environment is null or g.environment = 'production')
      and case k when 'model' then g.model = artifact_name else g.service = artifact_name end
      and exists (select from generation_content o where o.tenant = 1 and o.id = g.id)),
  one_each as materialized (
    select l.*, class_rank(l.class) <= least_ceiling as may from (select distinct on (family) * from live order by family, lot) l),
  kept as (
    insert into shadow_prompt (run, prompt, key, generation, family, data_class, slices, commitment)
    select made, row_number() over (order by d.lot), d.id::text, d.id, d.family, d.class,
      jsonb_strip_nulls(jsonb_build_object('language', d.language, 'service', d.service, 'tier', d.tier)), sha256(r.salt || o.body)
    from (select * from one_each x where x.may order by x.lot limit prompts) d
    join generation_content o on o.tenant = 1 and o.id = d.id join shadow_run r on r.id = made
    returning 1)
  insert into shadow_sample (run, population, withheld, drawn)
  select made, count(*), count(*) filter (where not o.may), (select count(*) from kept) from one_each o
  returning * into taken;
  if taken.drawn = 0 then
    perform refuse('CS404', 'shadow.no-prompts', format('There is no live prompt of %s that may be replayed.', artifact_name),
      format('%s were found in the period, %s of them classed above what an endpoint of this run may see.', taken.population, taken.withheld),
      'Take generations in first, or let a lead raise a ceiling.');
  end if;
  return query select made, taken.drawn, taken.population, taken.withheld,
    record_activity('shadow.open', 'shadow', made::text, reason, jsonb_build_object('candidate', artifact_name || '@' || c.label,
      'seed', chosen, 'asked', prompts, 'population', taken.population, 'withheld', taken.withheld, 'prompts_digest',
      (select encode(sha256(string_agg(p.commitment, ''::bytea order by p.prompt)), 'hex') from shadow_prompt p where p.run = made)), channel);
end $$;
ALTER FUNCTION countersign.open_shadow_run(artifact_name text, candidate text, versions integer, prompts integer, since interval, metrics jsonb, judges jsonb, seed bigint, cost_limit bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.open_snapshot(quarter text, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(snapshot bigint, corrects bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('approver', 'lead', 'auditor');
  c countersign_private.catalog;
  span record;
  before countersign_private.snapshot;
  made bigint;
begin
  perform require_reason(reason);
  -- One at a time: two corrections at once would both name the same one.
  select * into c from countersign_private.catalog for update;
  select * into span from quarter_span(quarter, c.time_zone, c.first_month);
  if span.starts > clock() then
    perform refuse('CS422', 'quarter.future', format('%s has not begun.', quarter), '', 'Name one that has.');
  end if;
  before := newest_snapshot(quarter);
  if before.id is not null and not exists (select from snapshot_frozen f where f.snapshot = before.id) then
    perform refuse('CS409', 'snapshot.open', format('A snapshot of %s is open.', quarter), '', 'Freeze that one.');
  end if;
  insert into countersign_private.snapshot (quarter, starts, ends, zone, corrects, opened_by, reason)
  values (quarter, span.starts, span.ends, c.time_zone, before.id, who, reason) returning id into made;
  return query select made, before.id, record_activity('snapshot.open', 'snapshot', made::text, reason,
    jsonb_strip_nulls(jsonb_build_object('quarter', quarter, 'corrects', before.id)), channel);
end $$;
ALTER FUNCTION countersign.open_snapshot(quarter text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.pause_job(name text, paused boolean, reason text DEFAULT ''::text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  perform require_role('lead', 'admin');
  perform require_reason(reason);
  perform known_job(name);
  update schedule_job s set paused = pause_job.paused where s.name = pause_job.name;
  return record_activity(case when paused then 'schedule.pause' else 'schedule.resume' end, 'schedule', name, reason, '{}', channel);
end $$;
ALTER FUNCTION countersign.pause_job(name text, paused boolean, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.people() RETURNS TABLE(person text, name text, team text, is_office boolean, roles text[], logins text[], signs_for text, deputy text, delegation bigint, until timestamp with time zone, open_reviews integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.people() OWNER TO countersign_owner;
CREATE FUNCTION countersign.promotion_changes(promotion bigint) RETURNS TABLE(id text, before text, after text, signed_revision bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select c.id, c.before, c.after, a.revision
  from (select max(x.revision) as revision from approval x where x.promotion = promotion_changes.promotion and x.approves) a
  join promotion_revision r on r.promotion = promotion_changes.promotion and r.revision > a.revision
  cross join lateral input_changes(promotion_changes.promotion, a.revision) c order by c.id
$$;
ALTER FUNCTION countersign.promotion_changes(promotion bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.promotion_quorum(promotion bigint) RETURNS TABLE(signed integer, needed integer, can_sign text[], falls_to text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select n.signed, signatures_needed(p), c.who, case when n.signed + cardinality(c.who) < signatures_needed(p) then e.fallback_group end
  from promotion p join environment e on e.key = p.environment
  cross join lateral (select count(*)::int as signed from approval x join promotion_revision r on r.promotion = x.promotion and r.revision = x.revision
    where x.promotion = p.id and x.approves) n
  cross join lateral (select array(select y.key from person y where person_has_role(y.key, 'approver') and why_excluded(p.id, y.key) is null order by y.key) as who) c
  where p.id = promotion_quorum.promotion
$$;
ALTER FUNCTION countersign.promotion_quorum(promotion bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.promotion_refusal(promotion bigint) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select coalesce(why_not_sign(promotion, person_here()), case when person_here() is null then 'This login belongs to no person.' end)
$$;
ALTER FUNCTION countersign.promotion_refusal(promotion bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.promotion_requirements(promotion bigint) RETURNS TABLE(id text, title text, state text, value text, bound text, evidence text, remedy text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
begin
  -- In plpgsql with one plan for all, because making a plan costs more than it does: a page asks this of each promotion.
  return query select * from requirements(promotion) order by case state when 'unmet' then 0 when 'met' then 1 else 2 end, id;
end $$;
ALTER FUNCTION countersign.promotion_requirements(promotion bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.quarantine(receipt_id bigint, line bigint, code text, reason text, raw bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  r countersign_private.receipt;
begin
  perform refuse_if_as_of();
  select * into r from receipt x where x.id = receipt_id and x.login = session_user and x.closed_at is null;
  if not found then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  update receipt x set refused = x.refused + 1 where x.id = receipt_id;
  insert into countersign_private.quarantine (receipt, format, origin, line, code, reason, raw)
    values (receipt_id, r.format, r.origin, quarantine.line, quarantine.code, quarantine.reason, quarantine.raw)
    on conflict on constraint quarantine_format_raw_digest_code_key do nothing;
  return found;
end $$;
ALTER FUNCTION countersign.quarantine(receipt_id bigint, line bigint, code text, reason text, raw bytea) OWNER TO countersign_owner;
CREATE FUNCTION countersign.quarter_difference(earlier text, later text) RETURNS TABLE(change text, scope text, kind text, subject text, before text, after text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
  return query
  with one as materialized (select * from countersign.quarter_facts(quarter_difference.earlier)),
    other as materialized (select * from countersign.quarter_facts(quarter_difference.later))
  select case when o.subject is null then 'added' when n.subject is null then 'removed' else 'changed' end,
    coalesce(n.scope, o.scope), coalesce(n.kind, o.kind), coalesce(n.subject, o.subject), o.body, n.body
  from one o full join other n on n.kind = o.kind and n.subject = o.subject
  where o.subject is null or n.subject is null
    or o.body::jsonb - '{carried,recorded_late,recorded_at,effective_at,until}'::text[] <> n.body::jsonb - '{carried,recorded_late,recorded_at,effective_at,until}'::text[]
  order by 2, 3, 4;
end $$;
ALTER FUNCTION countersign.quarter_difference(earlier text, later text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.quarter_facts(quarter text) RETURNS TABLE(ordinal bigint, scope text, kind text, subject text, effective_at timestamp with time zone, recorded_at timestamp with time zone, body text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
  c countersign_private.catalog := (select x from catalog x);
  frozen bigint := (select f.snapshot from snapshot_frozen f join snapshot s on s.id = f.snapshot where s.quarter = quarter_facts.quarter order by s.id desc limit 1);
begin
  perform require_period_reader();
  if frozen is not null then
    return query select f.ordinal::bigint, f.scope, f.kind, f.subject, f.effective_at, f.recorded_at, f.body from period_fact f where f.snapshot = frozen order by f.ordinal;
  else
    return query select q.* from quarter_span(quarter_facts.quarter, c.time_zone, c.first_month) p cross join lateral quarter_content(p.starts, p.ends) q order by q.ordinal;
  end if;
end $$;
ALTER FUNCTION countersign.quarter_facts(quarter text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.quarter_gaps(quarter text) RETURNS TABLE(stops boolean, owner text, scope text, what text, remedy text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
declare c countersign_private.catalog := (select x from catalog x);
begin
  perform require_period_reader();
  return query select g.* from quarter_span(quarter_gaps.quarter, c.time_zone, c.first_month) p
    cross join lateral countersign_private.quarter_gaps(p.starts, p.ends) g order by g.stops desc, g.owner nulls first, g.scope, g.what;
end $$;
ALTER FUNCTION countersign.quarter_gaps(quarter text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.queue_standing(queue text) RETURNS TABLE(tier text, waiting bigint, oldest timestamp with time zone, due_within_hour integer, breached integer, decided_by_hour integer[])
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select q.tier,
    countersign.count_review(null, q.key, array['open', 'escalated', 'disagreed']),
    (select i.arrived_at from review_present p join review_item i on i.tenant = 1 and i.id = p.item
     where p.tenant = 1 and p.queue = q.key and p.state <> 'done' order by p.due, p.item limit 1),
    (select count(*)::int from (select from review_present p where p.tenant = 1 and p.queue = q.key and p.state <> 'done'
      and p.due >= moment() and p.due < moment() + interval '1 hour' limit 10001) x),
    (select count(*)::int from (select from review_present p where p.tenant = 1 and p.queue = q.key and p.state <> 'done'
      and p.due < moment() limit 10001) x),
    (select array_agg(coalesce(n, 0)::int order by hour) from generate_series(0, 23) hour
      left join (select 23 - floor(extract(epoch from moment() - v.recorded_at) / 3600)::int as ago, count(*) as n
        from verdict v join review_item i on i.tenant = 1 and i.id = v.item
        where v.recorded_at > moment() - interval '24 hours' and i.queue = q.key group by 1) d on d.ago = hour)
  from countersign_private.queue q where q.key = queue_standing.queue
$$;
ALTER FUNCTION countersign.queue_standing(queue text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.read_decision(promotion bigint) RETURNS TABLE(revision bigint, body text, digest text, gate_digest text, policy_digest text, version_digest text, catalog text, needs_key boolean, holds boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select d.revision, convert_from(d.body, 'UTF8'), encode(d.digest, 'hex'), encode(d.gate_digest, 'hex'), encode(d.policy_digest, 'hex'),
    encode(v.digest, 'hex'), (select c.name from catalog c), countersign_private.needs_key(p.environment),
    s.state <> 'open' or is_as_kept(p.id, d.revision)
  from countersign_private.promotion p join version v on v.id = p.version
  join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity'
  join promotion_revision r on r.promotion = p.id
  join decision_text d on d.promotion = p.id and d.revision = r.revision
  where p.id = read_decision.promotion
$$;
ALTER FUNCTION countersign.read_decision(promotion bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.read_leaves(first bigint, most integer) RETURNS TABLE(index bigint, kind text, subject text, hash bytea, metadata text, content_holds boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET extra_float_digits TO '1'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  perform require_log_reader();
  return query select l.* from leaves_now(read_leaves.first, read_leaves.most, true) l order by l.index;
end $$;
ALTER FUNCTION countersign.read_leaves(first bigint, most integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.read_outcome(generation uuid, item bigint DEFAULT NULL::bigint, channel text DEFAULT 'sql'::text) RETURNS TABLE(generation_id uuid, item_id bigint, outcome text, decision text, delivery text, harm text, settled_at timestamp with time zone, left_at timestamp with time zone, corrected boolean, masked text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  i countersign_private.review_item;
  o record;
begin
  perform present_only();
  if not (has_role('viewer') or has_role('ingest')) then
    perform refuse('CS403', 'right.missing', 'Outcomes are read by viewers and by services.', '', 'Ask an administrator for the right.');
  end if;
  select * into i from review_item x where x.tenant = 1 and (x.generation = read_outcome.generation or x.id = read_outcome.item);
  if not found then
    perform refuse('CS404', 'review.unknown', 'Nothing of that name is under review.',
      'Low-tier generations are not reviewed one by one.', 'Look at `countersign review list`.');
  end if;
  select * into o from countersign.outcome x where x.generation = i.generation;
  if not found then return; end if;
  if o.decision = 'mask' then
    if not (has_role('ingest') or has_role('reviewer') or has_role('lead') or has_role('auditor')) then
      return query select o.generation, o.item, o.outcome, o.decision, o.delivery, o.harm, o.settled_at, o.left_at, o.corrected, null::text;
      return;
    end if;
    perform record_activity('outcome.read', 'review', i.id::text, '', '{}', channel);
  end if;
  return query select o.generation, o.item, o.outcome, o.decision, o.delivery, o.harm, o.settled_at, o.left_at, o.corrected,
    case when o.decision = 'mask' then masked_text(i.generation) end;
end $$;
ALTER FUNCTION countersign.read_outcome(generation uuid, item bigint, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.record_evaluation(artifact_name text, selector text, suite text, metric text, value double precision, bound double precision, at_least boolean, n integer DEFAULT NULL::integer, report_digest bytea DEFAULT NULL::bytea, effective_at timestamp with time zone DEFAULT NULL::timestamp with time zone, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'lead');
  v bigint := find_version(artifact_name, selector);
begin
  perform take_artifact((select x.artifact from countersign_private.version x where x.id = v));
  if value in ('NaN'::float8, 'Infinity'::float8, '-Infinity'::float8) then
    perform refuse('CS422', 'evaluation.value', 'A figure must be a number.', '', 'Leave out what could not be measured.');
  end if;
  perform touch_promotions(v);
  insert into evaluation (version, suite, metric, value, bound, at_least, n, report_digest, supplied_by, effective_at)
  values (v, suite, metric, value, bound, at_least, n, report_digest, who, coalesce(effective_at, clock()));
  return record_activity('evaluation.record', 'version', artifact_name || '@' || selector, '',
    jsonb_build_object('suite', suite, 'metric', metric, 'value', value, 'bound', bound), channel);
end $$;
ALTER FUNCTION countersign.record_evaluation(artifact_name text, selector text, suite text, metric text, value double precision, bound double precision, at_least boolean, n integer, report_digest bytea, effective_at timestamp with time zone, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.redraw_sample(month date) RETURNS TABLE(gone bigint, come bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  perform require_role('auditor', 'lead');
  return query
    with s as (select x.id, x.month, x.rate, d.seed, d.recorded_at from low_sample x join low_sample_draw d on d.sample = x.id where x.month = redraw_sample.month),
    again as (select d.generation from s cross join lateral drawn_of(s.month, s.rate, s.seed, s.recorded_at) d),
    kept as (select x.generation from s join low_sample_item x on x.sample = s.id)
    select (select count(*) from kept where kept.generation not in (select generation from again)),
      (select count(*) from again where again.generation not in (select generation from kept));
end $$;
ALTER FUNCTION countersign.redraw_sample(month date) OWNER TO countersign_owner;
CREATE FUNCTION countersign.refresh_decision(promotion bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.refresh_decision(promotion bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.refresh_promotion(promotion bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.refresh_promotion(promotion bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.refuse_act(confirmation bigint, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_person();
  c countersign_private.confirmation := take_confirmation(confirmation);
  why text := why_not_confirm(c.id, who);
begin
  perform require_reason(reason);
  if c.asked_by = who and c.act <> 'rollback' then
    perform close_confirmation(c.id, 'withdrawn', who, reason);
    return record_activity('act.withdraw', 'confirmation', c.id::text, reason, jsonb_build_object('act', c.act, 'subject', c.subject), channel);
  end if;
  if why is not null then
    perform refuse('CS403', 'confirmation.cannot-confirm', why, '', 'Ask another approver or lead.');
  end if;
  perform close_confirmation(c.id, 'refused', who, reason);
  return record_activity('act.refuse', 'confirmation', c.id::text, reason,
    jsonb_build_object('act', c.act, 'subject', c.subject, 'asked_by', c.asked_by), channel);
end $$;
ALTER FUNCTION countersign.refuse_act(confirmation bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.register_version(artifact_name text, kind text, team text, owner text, tier text, purpose text, label text, body bytea, message text, parent_label text DEFAULT NULL::text, source text DEFAULT NULL::text, pins jsonb DEFAULT '[]'::jsonb, effective_at timestamp with time zone DEFAULT NULL::timestamp with time zone, channel text DEFAULT 'sql'::text) RETURNS TABLE(version_label text, digest bytea, is_new boolean, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'lead');
  at timestamptz;
  a countersign_private.artifact;
  s countersign_private.artifact_state;
  v countersign_private.version;
  p record;
  given text := register_version.label;
  broken text;
begin
  if team is null or not exists (select from countersign_private.team t where t.key = register_version.team) then
    perform refuse('CS404', 'team.unknown', format('There is no team called %s.', left(coalesce(team, ''), 63)), '', 'Name one of the teams.');
  end if;
  if owner is not null and not exists (select from countersign_private.person x where x.key = register_version.owner) then
    perform refuse('CS404', 'person.unknown', format('There is no person called %s.', left(owner, 63)), '', 'Name one of the people.');
  end if;
  begin
    perform convert_from(body, 'UTF8')::jsonb;
  exception when others then
    perform refuse('CS422', 'version.body', 'The body of a version must be JSON.', '', 'Hand in canonical JSON (RFC 8785).');
  end;
  insert into countersign_private.artifact (name, kind, created_by) values (artifact_name, kind, who)
  on conflict on constraint artifact_name_key do nothing;
  select * into a from countersign_private.artifact x where x.name = artifact_name;
  insert into artifact_turn as t (artifact) values (a.id) on conflict on constraint artifact_turn_pkey do update set turn = t.turn + 1;
  at := clock();
  if a.kind <> kind then
    perform refuse('CS409', 'artifact.kind', format('%s is a %s, not a %s.', artifact_name, a.kind, kind), '', 'Choose another name.');
  end if;
  select * into s from artifact_state x where x.artifact = a.id and x.valid_to = 'infinity';
  if not exists (select from countersign_private.person x left join countersign_private.team t on t.key = x.team
                 where x.key = who and (t.is_office or x.team = coalesce(s.team, register_version.team))) then
    perform refuse('CS403', 'artifact.team', format('%s belongs to another team.', artifact_name),
      'Builders register what is their own team''s.', 'Ask a builder of that team.');
  end if;
  select * into v from countersign_private.version x where x.artifact = a.id and x.digest = sha256(body);
  if found then
    -- What is pinned belongs to the content: a chain names its pins in its body.
    if array(select find_version(x.artifact, x.selector) from jsonb_to_recordset(pins) as x(artifact text, selector text) order by 1)
       <> array(select d.on_version from dependency d where d.version = v.id order by 1) then
      perform refuse('CS409', 'version.pins', format('%s@%s has the same body and pins other versions.', artifact_name, v.label), '',
        'Name what is pinned in the body, too.');
    end if;
    return query select v.label, v.digest, false, null::bigint;
    return;
  end if;
  if s.retired then
    perform refuse('CS409', 'artifact.retired', format('%s is retired.', artifact_name), '', 'Register under another name.');
  end if;
  at := greatest(at, s.valid_from + interval '1 microsecond');
  if s.artifact is null or (s.team, s.owner, s.tier, s.purpose) is distinct from
     (team, coalesce(owner, s.owner), coalesce(tier, s.tier), coalesce(nullif(purpose, ''), s.purpose)) then
    update artifact_state x set valid_to = at where x.artifact = a.id and x.valid_to = 'infinity';
    insert into artifact_state (artifact, team, owner, tier, purpose, changed_by, reason, effective_at, valid_from)
    values (a.id, team, coalesce(owner, s.owner), coalesce(tier, s.tier), coalesce(nullif(purpose, ''), s.purpose, ''), who, message,
            coalesce(effective_at, at), at);
    -- Whoever is about to sign has read another owner or another tier.
    perform touch_promotions(x.id) from countersign_private.version x where x.artifact = a.id and exists (
      select from promotion asked join promotion_state o on o.promotion = asked.id and o.valid_to = 'infinity' and o.state = 'open'
      where asked.version = x.id);
  end if;
  insert into countersign_private.version (artifact, number, label, body, digest, author, message, parent, source, effective_at)
  select a.id, n, coalesce(given, n::text), body, sha256(body), who, message,
    case when parent_label is null then (select x.id from countersign_private.version x where x.artifact = a.id order by x.number desc limit 1)
         else find_version(artifact_name, parent_label) end,
    source, coalesce(effective_at, at)
  from (select coalesce(max(x.number), 0) + 1 as n from countersign_private.version x where x.artifact = a.id) next
  returning * into v;
  update model_seen x set registered_at = v.recorded_at
    where x.tenant = 1 and x.model = artifact_name and x.model_version = v.label and x.registered_at = 'infinity';
  for p in select * from jsonb_to_recordset(pins) as x(artifact text, selector text, role text) loop
    insert into dependency (version, on_version, role) values (v.id, find_version(p.artifact, p.selector), p.role);
  end loop;
  return query select v.label, v.digest, true, record_activity('version.register', 'version', artifact_name || '@' || v.label, message,
    jsonb_build_object('digest', encode(v.digest, 'hex'), 'number', v.number), channel);
exception when unique_violation then
  perform refuse('CS409', 'version.label-taken', format('%s has another version called %s.', artifact_name, given), '', 'Choose another label, or none.');
when check_violation then
  -- What a name, a kind, a tier and a label may be is said once, by the tables.
  get stacked diagnostics broken = constraint_name;
  case broken
  when 'artifact_name_check' then
    perform refuse('CS422', 'artifact.name', 'A name has 1 to 400 characters and none that command a terminal.', '', 'Choose another name.');
  when 'artifact_kind_check' then
    perform refuse('CS422', 'artifact.kind-unknown', format('There is no kind called %s.', left(kind, 60)), '', 'Choose one of the registry''s kinds.');
  when 'artifact_state_tier_check' then
    perform refuse('CS422', 'tier.unknown', format('There is no tier called %s.', left(tier, 60)), '', 'Choose low, medium or high.');
  when 'version_label_check' then
    perform refuse('CS422', 'version.label', 'A label has 1 to 200 characters, none that command a terminal, and begins with neither ENV: nor sha256:.',
      '', 'Choose another label, or none.');
  else raise;
  end case;
end $$;
ALTER FUNCTION countersign.register_version(artifact_name text, kind text, team text, owner text, tier text, purpose text, label text, body bytea, message text, parent_label text, source text, pins jsonb, effective_at timestamp with time zone, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.reject_promotion(promotion bigint, revision bigint, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.reject_promotion(promotion bigint, revision bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.release(item bigint, slot integer, fence bigint, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  s countersign_private.review_slot := held_slot(item, slot, fence, require_role('reviewer', 'lead'));
begin
  update review_slot x set holder = null, lease_until = '-infinity', along = false where x.tenant = 1 and x.item = s.item and x.slot = s.slot;
  return record_activity('review.release', 'review', item::text, '', '{}', channel);
end $$;
ALTER FUNCTION countersign.release(item bigint, slot integer, fence bigint, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.renew(item bigint, slot integer, fence bigint) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  s countersign_private.review_slot := held_slot(item, slot, fence, who);
  until timestamptz;
begin
  update review_slot x set lease_until = clock() + q.lease from queue q
    where x.tenant = 1 and x.item = s.item and x.slot = s.slot and q.key = x.queue returning x.lease_until into until;
  update review_slot x set lease_until = until
    where x.holder = who and x.state = 'open' and x.along and x.lease_until > clock() and x.lease_until < until
      and exists (select from review_item m join review_item i on i.conversation = m.conversation
        where m.tenant = 1 and m.id = x.item and i.tenant = 1 and i.id = s.item);
  return until;
end $$;
ALTER FUNCTION countersign.renew(item bigint, slot integer, fence bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.report_incident(incident bigint, duty text, stage text, reported_at timestamp with time zone, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'approver', 'lead', 'auditor', 'admin');
  i countersign_private.incident := take_incident(incident);
begin
  perform require_reason(reason);
  if not exists (select from incident_clock c where c.incident = i.id and c.duty = report_incident.duty) then
    perform refuse('CS404', 'incident.duty', format('Incident %s runs no clock of %s.', i.id, left(duty, 40)), '', 'Choose '
      || coalesce((select string_agg(distinct c.duty, ', ') from incident_clock c where c.incident = i.id), 'nothing: none runs') || '.');
  end if;
  if stage is null or stage not in ('initial', 'complete', 'not_needed') or coalesce(reported_at, clock()) > clock()
     or reported_at < i.aware_at then
    perform refuse('CS422', 'incident.report', 'A report is initial, complete or not_needed, after awareness and not in the future.', '',
      'Say which, and when it went out.');
  end if;
  insert into incident_act (incident, act, duty, stage, person, reason, channel, effective_at)
  values (i.id, 'report', duty, stage, who, reason, channel, coalesce(reported_at, clock()));
  return record_activity('incident.report', 'incident', i.id::text, reason, jsonb_build_object('duty', duty, 'stage', stage), channel);
end $$;
ALTER FUNCTION countersign.report_incident(incident bigint, duty text, stage text, reported_at timestamp with time zone, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.request_promotion(artifact_name text, selector text, environment text, reason text, effective_at timestamp with time zone DEFAULT NULL::timestamp with time zone, channel text DEFAULT 'sql'::text, colour text DEFAULT NULL::text, weight integer DEFAULT 100, weight_limit integer DEFAULT NULL::integer, shift_until timestamp with time zone DEFAULT NULL::timestamp with time zone, expires_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(promotion bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'approver', 'lead');
  v bigint := find_version(artifact_name, selector);
  a bigint := (select x.artifact from countersign_private.version x where x.id = v);
  at timestamptz;
  made bigint;
  open_one bigint;
  most text;
  stopped bigint;
begin
  perform require_reason(reason);
  perform take_artifact(a);
  at := clock();
  perform known_environment(environment);
  if exists (select from pointer x where x.version = v and x.environment = request_promotion.environment and x.valid_to = 'infinity') then
    perform refuse('CS409', 'promotion.serving', format('%s serves this version already.', environment), '',
      'Nothing needs to be done, or shift its traffic.');
  end if;
  if weight is null or weight not between 1 and 100 or coalesce(weight_limit, weight) not between weight and 100 then
    perform refuse('CS422', 'promotion.weight', 'A weight is 1 to 100, and what it may grow to is not less.', '', 'Choose another weight.');
  end if;
  if coalesce(colour, 'blue') not in ('blue', 'green') then
    perform refuse('CS422', 'promotion.colour', format('There is no colour called %s.', left(colour, 20)), '', 'Choose blue or green.');
  end if;
  if shift_until <= at or expires_at <= at then
    perform refuse('CS422', 'promotion.times', 'What a request names must end in the future.', '', 'Choose a later time.');
  end if;
  most := (select x.colour from pointer x where x.artifact = a and x.environment = request_promotion.environment and x.valid_to = 'infinity'
    order by x.weight desc, x.colour limit 1);
  -- A part of the traffic goes to the colour that has less of it; all of it, to the colour that has more.
  colour := coalesce(colour, case when weight = 100 then coalesce(most, 'blue') when most = 'blue' then 'green' else 'blue' end);
  if weight < 100 and not exists (select from pointer x where x.artifact = a and x.environment = request_promotion.environment
      and x.colour <> request_promotion.colour and x.valid_to = 'infinity') then
    perform refuse('CS409', 'pointer.weights', 'Nothing serves beside it: the weights would not add up to 100.', '',
      'Ask for a promotion that takes all traffic.');
  end if;
  stopped := stopped_by(v, environment);
  if stopped is not null then
    perform refuse('CS409', 'promotion.stopped', stop_words(stopped), '', 'Ask for the end of the stop first.');
  end if;
  select p.id into open_one from countersign_private.promotion p join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity'
    where p.version = v and p.environment = request_promotion.environment and s.state = 'open' and p.expires_at > at;
  if found then
    perform refuse('CS409', 'promotion.open', format('Promotion %s asks for the same.', open_one), '', 'Sign or reject that one.');
  end if;
  perform close_promotion(p.id, 'expired', who, 'Nobody signed it in time.') from countersign_private.promotion p
    join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
    where p.version = v and p.environment = request_promotion.environment;
  insert into countersign_private.promotion (version, environment, colour, weight, weight_limit, shift_until, expires_at, needed, requested_by, reason,
    effective_at)
  select v, environment, colour, weight, coalesce(weight_limit, weight), shift_until, coalesce(expires_at, at + interval '30 days'), q.needed, who,
    reason, coalesce(effective_at, at)
  from countersign_private.version x join artifact_state s on s.artifact = x.artifact and s.valid_to = 'infinity'
  -- No tier is treated as high.
  join quorum q on q.environment = request_promotion.environment and q.tier = coalesce(s.tier, 'high')
  where x.id = v returning id into made;
  insert into promotion_revision (promotion) values (made);
  insert into promotion_change (promotion, revision) values (made, 1);
  insert into promotion_state (promotion, state, changed_by, reason, valid_from) values (made, 'open', who, reason, at);
  return query select made, record_activity('promotion.request', 'promotion', made::text, reason,
    jsonb_build_object('version', artifact_name || '@' || selector, 'environment', environment, 'colour', colour, 'weight', weight,
      'weight_limit', coalesce(weight_limit, weight), 'shift_until', shift_until), channel);
end $$;
ALTER FUNCTION countersign.request_promotion(artifact_name text, selector text, environment text, reason text, effective_at timestamp with time zone, channel text, colour text, weight integer, weight_limit integer, shift_until timestamp with time zone, expires_at timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign.resolve(artifact_name text, environment text, key text DEFAULT NULL::text) RETURNS TABLE(state text, version text, digest text, colour text, weight integer, because text, alternative text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  a bigint;
  p record;
  total integer := 0;
  share integer;
  stopped bigint;
  instead text;
begin
  perform present_only();
  select x.id into a from artifact x where x.name = artifact_name;
  if a is null then a := known_artifact(artifact_name); end if;
  share := case when key is null then floor(random() * 100)::integer
    else ('x' || left(encode(sha256(convert_to(artifact_name || '/' || environment || '/' || key, 'UTF8')), 'hex'), 8))::bit(32)::bigint % 100 end;
  select sum(x.weight) over () as total, x.* into p from (
    select y.*, sum(y.weight) over (order by y.colour) as upto from pointer y
    where y.artifact = a and y.environment = resolve.environment and y.valid_to = 'infinity') x
    order by x.upto <= share, x.colour limit 1;
  if not found then
    perform known_environment(environment);
    return query select 'nothing', null::text, null::text, null::text, null::integer,
      format('No version of %s is approved for %s.', artifact_name, environment),
      coalesce('Roll back to ' || (select f.label from former_targets(a, resolve.environment) f where f.refusal is null limit 1) || '.',
        'Ask for a promotion.');
    return;
  end if;
  stopped := stopped_by(p.version, environment);
  if stopped is null and p.total = 100 then
    return query select 'served', v.label, encode(v.digest, 'hex'), p.colour::text, p.weight::integer, null::text, null::text
      from countersign_private.version v where v.id = p.version;
    return;
  end if;
  instead := (select 'Roll back to ' || f.label || '.' from former_targets(a, resolve.environment) f where f.refusal is null limit 1);
  return query select case when stopped is null then 'weights' else 'stopped' end, null::text, null::text, null::text, null::integer,
    case when stopped is null then format('The weights of %s in %s add up to %s, not to 100.', artifact_name, environment, p.total)
      else stop_words(stopped) end,
    coalesce(instead, 'No former version can be served: ask for a promotion.');
end $$;
ALTER FUNCTION countersign.resolve(artifact_name text, environment text, key text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.retire_artifact(artifact_name text, reason text, channel text DEFAULT 'sql'::text, takes_over text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.retire_artifact(artifact_name text, reason text, channel text, takes_over text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.revoke_key(fingerprint text, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.revoke_key(fingerprint text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.revoke_producer(name text, reason text DEFAULT ''::text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('admin', 'lead');
  ended bigint;
begin
  perform require_reason(reason);
  update producer_token t set valid_to = clock() where t.producer = name and t.valid_to > clock();
  get diagnostics ended = row_count;
  if ended = 0 then
    perform refuse('CS404', 'producer.unknown', format('No producer called %s has a token.', left(coalesce(name, ''), 63)), '', 'Look at `countersign producer list`.');
  end if;
  return record_activity('producer.revoke', 'producer', name, reason, jsonb_build_object('tokens', ended), channel);
end $$;
ALTER FUNCTION countersign.revoke_producer(name text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.revoke_right(login text, role text, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.revoke_right(login text, role text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.rollback(artifact_name text, environment text, label text, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(version_label text, confirmation bigint, due timestamp with time zone, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  a bigint := known_artifact(artifact_name);
  who text := require_keeper(a);
  e text := known_environment(environment);
  f record;
  former text;
  hue text;
  made bigint;
  at timestamptz;
begin
  perform require_reason(reason);
  perform take_artifact(a);
  at := clock();
  select * into f from former_targets(a, e) x where case when rollback.label is null then x.refusal is null else x.label = rollback.label end limit 1;
  if not found then
    perform refuse('CS409', 'rollback.target', case when label is null then format('%s has no former version of %s that could be served.', e, artifact_name)
        when exists (select from pointer p join version v on v.id = p.version where p.artifact = a and p.environment = e
          and p.valid_to = 'infinity' and v.label = rollback.label) then format('%s serves %s@%s now.', e, artifact_name, left(label, 80))
        else format('%s never served %s@%s.', e, artifact_name, left(label, 80)) end,
      'Only what was approved for it once can be rolled back to.',
      coalesce('Choose ' || (select string_agg(x.label, ', ') from former_targets(a, e) x where x.refusal is null) || '.', 'Stop it, or promote another version.'));
  elsif f.refusal is not null then
    perform refuse('CS409', 'rollback.target', format('%s@%s cannot be served: %s.', artifact_name, f.label, f.refusal), '',
      coalesce('Choose ' || (select string_agg(x.label, ', ') from former_targets(a, e) x where x.refusal is null) || '.', 'Stop it, or promote another version.'));
  end if;
  select p.colour, v.label into hue, former from pointer p join version v on v.id = p.version
    where p.artifact = a and p.environment = e and p.valid_to = 'infinity' order by p.weight desc, p.colour limit 1;
  hue := coalesce(hue, 'blue');
  -- It may serve a part already, in the other colour; one version stands in one colour.
  update pointer x set valid_to = greatest(at, x.valid_from + interval '1 microsecond')
    where x.artifact = a and x.environment = e and x.valid_to = 'infinity';
  at := greatest(at, (select max(x.valid_to) from pointer x where x.artifact = a and x.environment = e));
  insert into pointer (artifact, environment, colour, version, weight, promotion, moved_by, reason, effective_at, valid_from)
  values (a, e, hue, f.version, 100, f.promotion, who, reason, at, at);
  made := open_confirmation('rollback', a, e, f.label,
    format('%s in %s was rolled back from %s to %s', artifact_name, e, coalesce(former, 'nothing'), f.label), who, reason,
    (select x.countersign_within from countersign_private.environment x where x.key = e));
  return query select f.label::text, made, (select c.due from countersign_private.confirmation c where c.id = made),
    record_activity('rollback', 'artifact', artifact_name, reason,
      jsonb_build_object('environment', e, 'from', former, 'to', f.label, 'confirmation', made), channel);
end $$;
ALTER FUNCTION countersign.rollback(artifact_name text, environment text, label text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.rollback_targets(artifact_name text, environment text) RETURNS TABLE(label text, digest text, promotion bigint, served_until timestamp with time zone, refusal text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Former targets are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query select f.label, f.digest, f.promotion, f.served_until, f.refusal
    from former_targets(known_artifact(artifact_name), known_environment(rollback_targets.environment)) f;
end $$;
ALTER FUNCTION countersign.rollback_targets(artifact_name text, environment text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.rotate_producer(name text, digest bytea, overlap interval, reason text DEFAULT ''::text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('admin', 'lead');
  given text[];
begin
  perform require_reason(reason);
  if overlap is null or overlap not between interval '0' and interval '30 days' then
    perform refuse('CS422', 'token.overlap', 'Two tokens hold together for 30 days at most.', '', 'Ask for less.');
  end if;
  perform from countersign_private.producer p where p.name = rotate_producer.name for update;
  select t.scopes into given from producer_token t where t.producer = name and t.valid_to > clock() order by t.id desc limit 1;
  if not found then
    perform refuse('CS404', 'producer.unknown', format('No producer called %s has a token.', left(coalesce(name, ''), 63)), '', 'Add it first.');
  end if;
  perform check_token_words(given, digest);
  update producer_token t set valid_to = clock() + overlap where t.producer = name and t.valid_to > clock() + overlap;
  insert into producer_token (producer, digest, scopes, made_by) values (name, digest, given, who);
  return record_activity('producer.rotate', 'producer', name, reason, jsonb_build_object('overlap', overlap), channel);
end $$;
ALTER FUNCTION countersign.rotate_producer(name text, digest bytea, overlap interval, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.rows_without_leaf() RETURNS TABLE(kind text, subject text, overlooked boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.rows_without_leaf() OWNER TO countersign_owner;
CREATE FUNCTION countersign.sample_standing(month date) RETURNS TABLE(stratum text, population bigint, drawn bigint, decided bigint, violations bigint, rate numeric, seed_digest text, seed text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  perform present_only();
  return query
    select t.stratum, t.population, t.drawn, count(p.item) filter (where p.state = 'done'),
      count(p.item) filter (where p.state = 'done' and (select v.decision from standing_verdict v where v.tenant = 1 and v.item = p.item
        order by v.slot = 0 desc, v.id desc limit 1) in ('block', 'mask')), s.rate, encode(s.seed_digest, 'hex'), encode(d.seed, 'hex')
    from low_sample s join low_sample_draw d on d.sample = s.id join low_sample_stratum t on t.sample = s.id
    left join low_sample_item x on x.sample = s.id and x.stratum = t.stratum
    left join review_item i on i.tenant = 1 and i.generation = x.generation
    left join review_present p on p.tenant = 1 and p.item = i.id
    where s.month = sample_standing.month group by t.stratum, t.population, t.drawn, s.rate, s.seed_digest, d.seed order by t.stratum;
end $$;
ALTER FUNCTION countersign.sample_standing(month date) OWNER TO countersign_owner;
CREATE FUNCTION countersign.schedule() RETURNS TABLE(name text, title text, every interval, at_time time without time zone, needs text, paused boolean, due timestamp with time zone, holder text, last_ended timestamp with time zone, last_outcome text, last_detail text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select s.name, s.title, s.every, s.at_time, s.needs, s.paused, nullif(s.due, '-infinity'),
    case when s.lease_until > clock_timestamp() then s.holder end, s.last_ended, s.last_outcome, s.last_detail
  from schedule_job s where present_only() order by s.name
$$;
ALTER FUNCTION countersign.schedule() OWNER TO countersign_owner;
CREATE FUNCTION countersign.schedule_runs(of_job text, most integer) RETURNS TABLE(id bigint, job text, holder text, login text, due timestamp with time zone, started_at timestamp with time zone, ended_at timestamp with time zone, outcome text, detail text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select r.id, r.job, r.holder, r.login, r.due, r.started_at, r.ended_at, r.outcome, r.detail
  from schedule_run r where present_only() and (of_job is null or r.job = of_job) order by r.id desc limit most
$$;
ALTER FUNCTION countersign.schedule_runs(of_job text, most integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.scores_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(version text, day timestamp with time zone, score text, judged bigint, total double precision, squares double precision)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select case kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end, date_trunc('day', g.at, 'UTC'), s.name,
      count(*), sum(s.value), sum(s.value * s.value)
    from generation g join score s on s.tenant = g.tenant and s.generation = g.id
      and s.value > '-infinity'::float8 and s.value < 'infinity'::float8
    where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
      and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment)
      and s.generation >= first_id_at(since) and s.generation < first_id_at(until)
    group by 1, 2, 3 order by 2, 1, 3;
end $$;
ALTER FUNCTION countersign.scores_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign.seal_leaves(fence bigint, first bigint, hashes bytea, root bytea, frontier bytea) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.seal_leaves(fence bigint, first bigint, hashes bytea, root bytea, frontier bytea) OWNER TO countersign_owner;
CREATE FUNCTION countersign.set_as_of(moment timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    AS $$
begin
  if moment is null then
    perform set_config('countersign.as_of', '', false);
    perform set_config('search_path', 'countersign', false);
    return null;
  end if;
  if moment > clock_timestamp() then
    raise exception using errcode = 'CS422', constraint = 'as-of.future',
      message = 'The moment asked for lies in the future.', hint = 'Name a moment that has passed.';
  end if;
  perform set_config('countersign.as_of', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), false);
  perform set_config('search_path', 'countersign_past, countersign', false);
  return moment;
end $$;
ALTER FUNCTION countersign.set_as_of(moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign.set_fact(artifact_name text, fact_key text, value text, reason text, selector text DEFAULT NULL::text, effective_at timestamp with time zone DEFAULT NULL::timestamp with time zone, channel text DEFAULT 'sql'::text) RETURNS TABLE(fact bigint, answer bigint, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'lead');
  here constant text := session_user;
  s countersign_private.artifact_state := take_subject(artifact_name);
  v bigint := case when selector is null then version_that_counts(s.artifact) else find_version(artifact_name, selector) end;
  f bigint;
  made bigint;
  before countersign_private.fact_state;
begin
  perform require_reason(reason);
  if not is_of_team(who, s.team) then
    perform refuse('CS403', 'artifact.team', format('%s belongs to another team.', artifact_name),
      'Facts are stated by the team whose they are.', 'Ask a builder of that team: `countersign fact ask`.');
  elsif s.retired then
    perform refuse('CS409', 'artifact.retired', format('%s is retired.', artifact_name), '', 'Nothing needs to be stated about it.');
  elsif coalesce(btrim(value, E' \t\r\n'), '') = '' then
    perform refuse('CS422', 'fact.empty', 'An empty text states nothing.', '', 'Leave the fact open until someone can answer.');
  elsif length(value) > 20000 then
    perform refuse('CS422', 'fact.long', 'A fact has at most 20,000 characters.', '', 'State the gist, and where the whole can be read.');
  end if;
  f := fact_named(s.artifact, fact_key);
  select * into before from fact_state x where x.fact = f and x.valid_to = 'infinity';
  insert into fact_answer (fact, value, version, basis, answered_by, login, reason, channel, effective_at)
  values (f, value, v, fact_basis(fact_key, v), who, here, reason, channel, coalesce(effective_at, clock())) returning id into made;
  perform move_fact(f, 'answered', coalesce(before.owner, s.owner, who), before.due, before.asked_by, coalesce(before.question, ''), made);
  return query select f, made, record_activity('fact.set', 'artifact', artifact_name, reason,
    jsonb_build_object('fact', f, 'key', fact_key, 'answer', made), channel);
end $$;
ALTER FUNCTION countersign.set_fact(artifact_name text, fact_key text, value text, reason text, selector text, effective_at timestamp with time zone, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.set_holiday(day date, name text, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  perform require_role('lead', 'admin');
  perform require_reason(reason);
  delete from holiday h where h.day = set_holiday.day;
  if btrim(name) <> '' then insert into holiday (day, name) values (day, left(name, 100)); end if;
  return record_activity('holiday.set', 'calendar', day::text, reason, jsonb_build_object('name', name), channel);
end $$;
ALTER FUNCTION countersign.set_holiday(day date, name text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.set_label(queue text, key text, kind text, options text[], lowest double precision, highest double precision, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $_$
#variable_conflict use_variable
declare who text := require_role('lead', 'admin');
begin
  perform require_reason(reason);
  if not exists (select from countersign_private.queue q where q.key = set_label.queue) then
    perform refuse('CS404', 'queue.unknown', format('There is no queue %s.', left(queue, 63)), '', 'Look at `countersign review list`.');
  elsif coalesce(key, '') !~ '^[a-z][a-z0-9_]{0,60}$' or kind is not null and kind not in ('pass_fail', 'category', 'several', 'number', 'text', 'span')
    or kind in ('category', 'several') and coalesce(cardinality(options), 0) < 2 or lowest > highest then
    perform refuse('CS422', 'label.schema', 'A label has a key and is pass_fail, category, several, number, text or span.',
      'A category and several need two options or more.', 'Look at the help.');
  end if;
  insert into label_schema (queue, key, kind, options, lowest, highest, person) values (queue, key, kind, coalesce(options, '{}'), lowest, highest, who);
  return record_activity('label.schema', 'queue', queue, reason, jsonb_build_object('key', key, 'kind', kind), channel);
end $_$;
ALTER FUNCTION countersign.set_label(queue text, key text, kind text, options text[], lowest double precision, highest double precision, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.set_queue_hours(queue text, days integer[], opens time without time zone, closes time without time zone, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  perform require_role('lead', 'admin');
  perform require_reason(reason);
  if not exists (select from countersign_private.queue q where q.key = set_queue_hours.queue) then
    perform refuse('CS404', 'queue.unknown', format('There is no queue %s.', left(queue, 63)), '', 'Look at `countersign review list`.');
  elsif days is not null and (not days <@ array[1, 2, 3, 4, 5, 6, 7] or cardinality(days) = 0 or opens is null or closes is null or closes <= opens) then
    perform refuse('CS422', 'queue.hours', 'Hours are days 1 (Monday) to 7, and a time it opens before it closes.', '', 'Look at the help.');
  end if;
  delete from queue_hours h where h.queue = set_queue_hours.queue;
  if days is not null then insert into queue_hours (queue, days, opens, closes) values (queue, days, opens, closes); end if;
  return record_activity('queue.hours', 'queue', queue, reason, jsonb_build_object('days', days, 'opens', opens, 'closes', closes), channel);
end $$;
ALTER FUNCTION countersign.set_queue_hours(queue text, days integer[], opens time without time zone, closes time without time zone, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.set_shadow_endpoint(artifact_name text, selector text, url text, model text, ceiling text, price_in numeric, price_out numeric, currency text, max_tokens integer, per_minute integer, at_once integer, is_idempotent boolean, reason text, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  -- Not a builder: a ceiling lets data out.
  who text := require_role('lead');
  a bigint := (select x.id from countersign_private.artifact x where x.name = artifact_name);
  v bigint := case when selector is not null then find_version(artifact_name, selector) end;
  at timestamptz;
begin
  perform require_reason(reason);
  if a is null then perform find_version(artifact_name, ''); end if;
  perform take_artifact(a);
  at := clock();
  update shadow_endpoint e set valid_to = greatest(at, e.valid_from + interval '1 microsecond')
    where e.artifact = a and e.version is not distinct from v and e.valid_to = 'infinity' returning e.valid_to into at;
  insert into shadow_endpoint (artifact, version, url, model, ceiling, price_in, price_out, currency, max_tokens, per_minute, at_once,
    is_idempotent, set_by, reason, valid_from)
  values (a, v, url, model, ceiling, price_in, price_out, currency, max_tokens, per_minute, at_once, is_idempotent, who, reason, coalesce(at, clock()));
  return record_activity('shadow.endpoint', 'artifact', artifact_name, reason,
    jsonb_build_object('version', selector, 'url', url, 'ceiling', ceiling), channel);
exception when check_violation then
  perform refuse('CS422', 'shadow.endpoint', 'The settings of the endpoint are out of bounds.', '',
    'Give an http(s) address, a ceiling of green, yellow or red, prices with a currency, and positive limits.');
end $$;
ALTER FUNCTION countersign.set_shadow_endpoint(artifact_name text, selector text, url text, model text, ceiling text, price_in numeric, price_out numeric, currency text, max_tokens integer, per_minute integer, at_once integer, is_idempotent boolean, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.shadow_fact(artifact_name text, selector text) RETURNS TABLE(expected boolean, run bigint, verdict text, pairs integer, against text[], live text, covers boolean, at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select * from countersign_private.shadow_fact(find_version(artifact_name, selector))
$$;
ALTER FUNCTION countersign.shadow_fact(artifact_name text, selector text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.shadow_pairs(run bigint) RETURNS TABLE(arm smallint, metric text, family text, candidate double precision, baseline double precision, slices jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select * from shadow_pairs_of(run) order by 1, 2, 3
$$;
ALTER FUNCTION countersign.shadow_pairs(run bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.shadow_standing(run bigint) RETURNS TABLE(tasks integer, answered integer, open integer, pending integer, in_doubt integer, missing integer, spent bigint, reserved bigint, cost_limit bigint, currency text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select count(x.state)::int, count(*) filter (where x.state = 'answered')::int, count(*) filter (where x.state = 'open')::int,
    count(*) filter (where x.state = 'pending')::int, count(*) filter (where x.state = 'in_doubt')::int,
    count(*) filter (where x.state in ('missing', 'blocked'))::int,
    t.spent, t.reserved, t.cost_limit, (select max(a.currency) from shadow_arm a where a.run = t.run)
  from shadow_turn t
  left join lateral (select * from shadow_tasks(t.run) y where exists (select from shadow_run r where r.id = t.run and r.origin = 'replay')) x on true
  where t.run = shadow_standing.run group by t.run
$$;
ALTER FUNCTION countersign.shadow_standing(run bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.shift_traffic(promotion bigint, weight integer, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(before integer, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  p countersign_private.promotion;
  a bigint;
  who text;
  mine countersign_private.pointer;
  other countersign_private.pointer;
  grows countersign_private.pointer;
  cover countersign_private.promotion;
  stopped bigint;
  share integer;
  at timestamptz;
begin
  select * into p from countersign_private.promotion x where x.id = shift_traffic.promotion;
  if not found then
    perform require_person();
    perform refuse('CS404', 'promotion.unknown', format('There is no promotion %s.', promotion), '', 'Look at `countersign promote list`.');
  end if;
  a := (select v.artifact from version v where v.id = p.version);
  who := require_keeper(a);
  perform require_reason(reason);
  perform take_artifact(a);
  at := clock();
  select * into mine from pointer x where x.promotion = p.id and x.environment = p.environment and x.artifact = a and x.valid_to = 'infinity';
  if not found then
    perform refuse('CS409', 'shift.not-serving', format('Promotion %s serves nothing now.', p.id), '', 'Ask for a promotion, or roll back to it.');
  end if;
  if weight is null or weight not between 0 and 100 then
    perform refuse('CS422', 'promotion.weight', 'A weight is 0 to 100.', '', 'Choose another weight.');
  elsif weight = mine.weight then
    perform refuse('CS409', 'shift.same', format('It has %s %% already.', weight), '', 'Nothing needs to be done.');
  end if;
  select * into other from pointer x where x.artifact = a and x.environment = p.environment and x.colour <> mine.colour and x.valid_to = 'infinity';
  if not found then
    perform refuse('CS409', 'pointer.weights', 'Nothing serves beside it: the weights would not add up to 100.', '',
      'Promote another version beside it, or stop it.');
  end if;
  if weight > mine.weight then grows := mine; share := weight; else grows := other; share := 100 - weight; end if;
  select * into cover from countersign_private.promotion x where x.id = grows.promotion;
  if share > cover.weight_limit then
    perform refuse('CS403', 'shift.limit', format('Promotion %s covers %s %% at the most, not %s %%.', cover.id, cover.weight_limit, share),
      'A share of traffic is signed, too.', 'Ask for a promotion that names more.');
  elsif cover.shift_until < at then
    perform refuse('CS403', 'shift.time', format('Promotion %s covered a shift until %s UTC.', cover.id,
      to_char(cover.shift_until at time zone 'UTC', 'YYYY-MM-DD HH24:MI')), 'What was signed then is not signed for now.', 'Ask for a new promotion.');
  end if;
  stopped := stopped_by(grows.version, p.environment);
  if stopped is not null then
    perform refuse('CS409', 'promotion.stopped', stop_words(stopped), '', 'Ask for the end of the stop first.');
  end if;
  -- The other colour follows by itself.
  update pointer x set valid_to = greatest(at, x.valid_from + interval '1 microsecond')
    where x.artifact = a and x.environment = p.environment and x.colour = grows.colour and x.valid_to = 'infinity' returning x.valid_to into at;
  insert into pointer (artifact, environment, colour, version, weight, promotion, moved_by, reason, effective_at, valid_from)
  values (a, p.environment, grows.colour, grows.version, share, grows.promotion, who, reason, at, at);
  return query select mine.weight, record_activity('traffic.shift', 'promotion', p.id::text, reason,
    jsonb_build_object('environment', p.environment, 'colour', mine.colour, 'from', mine.weight, 'to', weight), channel);
end $$;
ALTER FUNCTION countersign.shift_traffic(promotion bigint, weight integer, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.sign_promotion(promotion bigint, revision bigint, reason text, channel text DEFAULT 'sql'::text, envelope bytea DEFAULT NULL::bytea) RETURNS TABLE(signed integer, needed integer, promoted boolean, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.sign_promotion(promotion bigint, revision bigint, reason text, channel text, envelope bytea) OWNER TO countersign_owner;
CREATE FUNCTION countersign.similar_reviews(item bigint, most integer DEFAULT 10) RETURNS TABLE(id bigint, likeness real, decision text, reason text, decided_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  g countersign_private.generation;
  own text[];
begin
  perform present_only();
  if not (has_role('reviewer') or has_role('lead') or has_role('auditor')) then perform require_role('reviewer', 'lead', 'auditor'); end if;
  select x.* into g from review_item i join generation x on x.tenant = i.tenant and x.id = i.generation where i.tenant = 1 and i.id = similar_reviews.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  end if;
  own := words_of(g.id);
  return query
    select x.id, x.near, v.decision, v.reason, v.recorded_at
    from (select i.id, (select (count(*) filter (where n = 2)::real / nullif(count(*), 0))::real from (
          select count(*) as n from (select unnest(own) as w union all select unnest(words_of(i.generation))) u group by u.w) c) as near
      from (select y.id, y.generation from review_item y join generation o on o.tenant = 1 and o.id = y.generation
          join review_present p on p.tenant = 1 and p.item = y.id and p.state = 'done'
        where y.tenant = 1 and y.id <> similar_reviews.item and o.model = g.model and o.prompt is not distinct from g.prompt
        order by y.id desc limit 300) i) x
    cross join lateral (select z.decision, z.reason, z.recorded_at from standing_verdict z where z.tenant = 1 and z.item = x.id
      order by z.slot = 0 desc, z.id desc limit 1) v
    where x.near > 0.1 order by x.near desc, x.id desc limit least(most, 50);
end $$;
ALTER FUNCTION countersign.similar_reviews(item bigint, most integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.stop(artifact_name text, selector text, environment text, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(stop bigint, pointers integer, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  a bigint := known_artifact(artifact_name);
  who text := require_keeper(a);
  v bigint := case when selector is not null then find_version(artifact_name, selector) end;
  e text := case when environment is not null then known_environment(environment) end;
  reach record;
  held jsonb;
  made bigint;
begin
  perform require_reason(reason);
  perform take_artifact(a);
  if exists (select from countersign_private.stop x join stop_state s on s.stop = x.id and s.valid_to = 'infinity' and s.state = 'stopped'
             where x.artifact = a and x.version is not distinct from v and x.environment is not distinct from e) then
    perform refuse('CS409', 'stop.open', 'It is stopped already.', '', 'Look at `countersign stop --list`.');
  end if;
  select * into reach from countersign.stop_reach(artifact_name, selector, e);
  held := jsonb_build_object(
    'versions', (select coalesce(jsonb_agg(jsonb_build_object('version', x.name || '@' || y.label, 'digest', encode(y.digest, 'hex')) order by y.id), '[]')
      from reach_of_stop(a, v) r join countersign_private.version y on y.id = r.version join artifact x on x.id = y.artifact),
    'pointers', (select coalesce(jsonb_agg(jsonb_build_object('pointer', pointer_subject(p), 'weight', p.weight) order by pointer_subject(p)), '[]')
      from reach_of_stop(a, v) r join pointer p on p.version = r.version and p.valid_to = 'infinity'),
    'generations', (select coalesce(jsonb_agg(jsonb_build_object('generation', g.id, 'commitment', encode(g.commitment, 'hex')) order by g.id desc), '[]')
      from (select x.id, x.commitment from generation x where x.tenant = 1 and (x.model = artifact_name or x.prompt = artifact_name)
              and (v is null or (select y.label from countersign_private.version y where y.id = v)
                = case when x.model = artifact_name then x.model_version else x.prompt_version end)
              and x.id >= first_id_at(moment() - interval '1 day') order by x.id desc limit 20) g));
  insert into countersign_private.stop (artifact, version, environment, stopped_by, reason, reached, evidence)
  values (a, v, e, who, reason, to_jsonb(reach), held) returning id into made;
  insert into stop_state (stop, state, changed_by, reason, valid_from) values (made, 'stopped', who, reason, clock());
  insert into stop_version (stop, version) select made, r.version from reach_of_stop(a, v) r;
  perform touch_reached(made);
  return query select made, reach.pointers::int, record_activity('stop', 'artifact', artifact_name || coalesce('@' || selector, ''), reason,
    jsonb_build_object('stop', made, 'environment', e, 'reached', to_jsonb(reach), 'evidence_digest', encode(sha256(convert_to(held::text, 'UTF8')), 'hex')),
    channel);
end $$;
ALTER FUNCTION countersign.stop(artifact_name text, selector text, environment text, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.stop_reach(artifact_name text, selector text DEFAULT NULL::text, environment text DEFAULT NULL::text) RETURNS TABLE(versions integer, pointers integer, users integer, promotions integer, calls integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  a bigint := known_artifact(artifact_name);
  v bigint := case when selector is not null then find_version(artifact_name, selector) end;
  label text := (select x.label from countersign_private.version x where x.id = v);
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'What a stop reaches is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query with reached as materialized (select r.version from reach_of_stop(a, v) r)
  select (select count(*)::int from reached r),
    (select count(*)::int from reached r join pointer p on p.version = r.version and p.valid_to = 'infinity'
      where stop_reach.environment is null or p.environment = stop_reach.environment),
    (select count(distinct x.artifact)::int from reached r join countersign_private.version x on x.id = r.version where x.artifact <> a),
    (select count(*)::int from reached r join promotion p on p.version = r.version join promotion_state s on s.promotion = p.id
      and s.valid_to = 'infinity' and s.state = 'open' where stop_reach.environment is null or p.environment = stop_reach.environment),
    (select count(*)::int from (
      select from generation g where g.tenant = 1 and g.model = artifact_name and (label is null or g.model_version = label)
        and g.id >= first_id_at(moment() - interval '7 days')
      union all
      select from generation g where g.tenant = 1 and g.prompt = artifact_name and (label is null or g.prompt_version = label)
        and g.id >= first_id_at(moment() - interval '7 days')
      limit 10001) x);
end $$;
ALTER FUNCTION countersign.stop_reach(artifact_name text, selector text, environment text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.take_inbox(receipt_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET enable_mergejoin TO 'off'
    SET work_mem TO '32MB'
    AS $$
declare
  arrived timestamptz := clock();
  month date;
  conflicts jsonb;
  already bigint;
  new bigint;
  queued bigint;
  in_force constant text := tier_policy();
begin
  perform refuse_if_as_of();
  if not exists (select from receipt r where r.id = receipt_id and r.login = session_user and r.closed_at is null) then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  for month in select distinct date_trunc('month', i.at at time zone 'UTC')::date from pg_temp.generation_inbox i loop
    perform ensure_month(month);
  end loop;
  if exists (select from pg_temp.generation_inbox i
             where substr(uuid_send(i.id), 1, 6) <> substr(int8send(floor(extract(epoch from i.at) * 1000)::bigint), 3)) then
    perform refuse('CS422', 'generation.id', 'An id does not begin with its event''s time.', '', 'Make ids as the manual says.');
  end if;
  -- Known from before, then from earlier lines of this batch.
  insert into inbox_known select k.line, k.id, k.same from known_in_inbox() k;
  insert into inbox_known
    select i.line, f.id, (f.id, f.metadata_digest, f.content_digest) = (i.id, i.metadata_digest, i.content_digest)
    from (select x.*, row_number() over w as nth, first_value(x.line) over w as first_line
          from pg_temp.generation_inbox x window w as (partition by x.event_key, x.producer, x.event_id order by x.line)) i
    join pg_temp.generation_inbox f on f.line = i.first_line
    where i.nth > 1 and not exists (select from inbox_known k where k.line = i.line);
  -- The first risk tier, for where no policy is in force.
  insert into inbox_new
  with flagged as (
    select f.line, max(flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score)) as worst,
      bool_or(m.category = 'privacy_pii' and flag_severity(m.weight, f.verdict, f.score) > 0) as personal
    from pg_temp.flag_inbox f left join flag_category m on m.sent = lower(f.category) group by f.line),
  split as (
    select distinct f.line from pg_temp.flag_inbox f left join flag_category m on m.sent = lower(f.category)
    where f.verdict in ('clear', 'flagged') and coalesce(m.weight, 1) > 0
    group by f.line, f.side, f.category having count(distinct f.verdict) > 1),
  given as (
    select r.line, bool_or(r.data_class = 'red') as red, bool_or(r.data_class = 'yellow') as yellow
    from pg_temp.retrieval_inbox r group by r.line)
  select i.line, i.id,
    case when f.worst = 2 or s.line is not null or g.red then 'high' when f.worst = 1 then 'medium' else 'low' end,
    case when f.worst = 2 then 'first.severe_flag' when s.line is not null then 'first.judges_disagree'
         when g.red then 'first.red_data' when f.worst = 1 and f.personal and g.yellow then 'first.personal_data'
         when f.worst = 1 then 'first.flag' else 'first.nothing_found' end,
    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
  from pg_temp.generation_inbox i left join flagged f on f.line = i.line left join split s on s.line = i.line
  left join given g on g.line = i.line
  where not exists (select from inbox_known k where k.line = i.line);
  -- By policy: decided once for facts that are the same. What has not been decided is untiered, and stands as high.
  if in_force is not null then
    create temporary table if not exists inbox_facts (line bigint not null, digest bytea not null) on commit delete rows;
    with told as materialized (
      select f.line, f.facts, sha256(convert_to(f.facts::text, 'UTF8')) as digest from facts_in_inbox() f
      where exists (select from inbox_new n where n.line = f.line)),
    kept as (insert into tier_facts (digest, facts) select distinct on (t.digest) t.digest, t.facts from told t order by t.digest on conflict do nothing)
    insert into pg_temp.inbox_facts select t.line, t.digest from told t;
    update inbox_new n set tier = coalesce(d.tier, 'high'), rule = coalesce(d.rule, 'untiered')
      from pg_temp.inbox_facts f left join tier_decision d on d.policy = in_force and d.digest = f.digest where f.line = n.line;
  end if;
  -- Another session may have taken the same event since: the key decides, and what it kept out is not new.
  with kept as (
    insert into generation (id, event_key, producer, event_id, at, recorded_at, receipt, source, operation, model, model_version,
      prompt, prompt_version, prompt_id, service, environment, conversation, language, user_facing, delivery, data_class,
      tier, tier_rule, tokens_in, tokens_out, cost_micros, currency, latency_micros, marks, metadata_digest, commitment)
    select i.id, i.event_key, i.producer, i.event_id, i.at, arrived, receipt_id, i.source, i.operation, i.model, i.model_version,
      i.prompt, i.prompt_version, i.prompt_id, i.service, i.environment, i.conversation, i.language, i.user_facing, i.delivery,
      i.data_class, n.tier, n.rule, i.tokens_in, i.tokens_out, i.cost_micros, i.currency, i.latency_micros, i.marks,
      i.metadata_digest, sha256(n.salt || i.content_digest)
    from inbox_new n join pg_temp.generation_inbox i on i.line = n.line
    on conflict do nothing
    returning id)
  delete from inbox_new n where not exists (select from kept where kept.id = n.id);
  if found then
    insert into inbox_known select k.line, k.id, k.same from known_in_inbox() k
      where not exists (select from inbox_new n where n.line = k.line) and not exists (select from inbox_known x where x.line = k.line);
  end if;
  -- In one order, so that sessions that bring the same new names wait for each other instead of dying of it.
  insert into model_seen as seen (model, model_version, recorded_at, registered_at)
    select s.model, s.model_version, arrived, coalesce(v.recorded_at, 'infinity')
    from (select distinct i.model, i.model_version from inbox_new n join pg_temp.generation_inbox i on i.line = n.line) s
    left join artifact a on a.name = s.model left join version v on v.artifact = a.id and v.label = s.model_version
    order by s.model, s.model_version
    on conflict do nothing;
  insert into generation_content (id, salt, body)
    select n.id, n.salt, i.content from inbox_new n join pg_temp.generation_inbox i on i.line = n.line;
  insert into flag (generation, ordinal, source, category, verdict, score, side, taxonomy, spans)
    select n.id, f.ordinal, f.source, f.category, f.verdict, f.score, f.side, f.taxonomy, f.spans::jsonb
    from inbox_new n join pg_temp.flag_inbox f on f.line = n.line;
  insert into score (generation, ordinal, name, value, judge, lowest, highest, at)
    select n.id, f.ordinal, f.name, f.value, f.judge, f.lowest, f.highest, f.at
    from inbox_new n join pg_temp.score_inbox f on f.line = n.line;
  insert into retrieval (generation, rank, index_name, index_version, namespace, dataset, dataset_version, row_key, score, data_class)
    select n.id, f.rank, f.index_name, f.index_version, f.namespace, f.dataset, f.dataset_version, f.row_key, f.score, f.data_class
    from inbox_new n join pg_temp.retrieval_inbox f on f.line = n.line;
  -- High and medium are reviewed. Due is counted from arrival: an old file would be born breached by its own times.
  if in_force is null then
    select count(*), queue_items(array_agg((n.id, q.key, n.tier, n.rule, coalesce(w.reasons, '{}'), i.conversation, q.needed, q.due_after)::countersign_private.item_to_queue
        order by n.line), arrived)::text
      into queued from inbox_new n join queue q on q.key = n.tier join pg_temp.generation_inbox i on i.line = n.line
      left join reasons_in_inbox() w on w.line = n.line where n.tier <> 'low';
  else
    insert into tier_pending (generation, digest)
      select n.id, f.digest from inbox_new n join pg_temp.inbox_facts f on f.line = n.line where n.rule = 'untiered' on conflict do nothing;
    select count(*), queue_items(array_agg((n.id, d.queue, n.tier, n.rule, d.reasons || coalesce(w.reasons, '{}'), i.conversation, d.needed, d.due_after)::countersign_private.item_to_queue
        order by n.line), arrived)::text
      into queued from inbox_new n join pg_temp.inbox_facts f on f.line = n.line join tier_decision d on d.policy = in_force and d.digest = f.digest
      join pg_temp.generation_inbox i on i.line = n.line left join reasons_in_inbox() w on w.line = n.line where d.queue is not null;
    delete from pg_temp.inbox_facts;
  end if;
  select count(*) into new from inbox_new;
  select count(*) into already from inbox_known k where k.same;
  select coalesce(jsonb_agg(jsonb_build_object('line', k.line, 'id', i.event_id, 'other', k.id) order by k.line), '[]')
    into conflicts from inbox_known k join pg_temp.generation_inbox i on i.line = k.line where not k.same;
  already := already + (select count(*) from pg_temp.generation_inbox) - new - (select count(*) from inbox_known);
  update receipt r set taken = r.taken + new, known = r.known + already where r.id = receipt_id;
  delete from pg_temp.generation_inbox;
  delete from pg_temp.flag_inbox;
  delete from pg_temp.score_inbox;
  delete from pg_temp.retrieval_inbox;
  delete from inbox_new;
  delete from inbox_known;
  return jsonb_build_object('taken', new, 'known', already, 'queued', queued, 'conflicts', conflicts);
end $$;
ALTER FUNCTION countersign.take_inbox(receipt_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.take_job(holder text, lease interval) RETURNS TABLE(job text, fence bigint, due timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
    order by s.due, s.name limit 1 for update skip locked;
  if not found then return; end if;
  update schedule_run r set outcome = 'lost', ended_at = clock_timestamp(), detail = 'Its lease ran out.'
    where r.job = j.name and r.outcome = 'running';
  update schedule_job s set holder = take_job.holder, fence = s.fence + 1, lease_until = clock_timestamp() + take_job.lease
    where s.name = j.name;
  insert into schedule_run (job, fence, holder, login, due) values (j.name, j.fence + 1, take_job.holder, here, greatest(j.due, clock_timestamp() - interval '100 years'));
  return query select j.name, j.fence + 1, j.due;
end $$;
ALTER FUNCTION countersign.take_job(holder text, lease interval) OWNER TO countersign_owner;
CREATE FUNCTION countersign.take_leaves(fence bigint, most integer) RETURNS TABLE(index bigint, kind text, subject text, metadata text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET extra_float_digits TO '1'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
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
ALTER FUNCTION countersign.take_leaves(fence bigint, most integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.take_lineage(receipt_id bigint, batch jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  moment timestamptz;
  nodes bigint[];
  tellers bigint[];
  fresh bigint[];
  places integer[];
  total integer := jsonb_array_length(batch -> 'events');
begin
  perform refuse_if_as_of();
  if not has_role('ingest') then
    perform refuse('CS403', 'right.missing', 'Only ingest takes lineage in.', '', 'Ask an administrator for the right.');
  end if;
  if not exists (select from receipt r where r.id = receipt_id and r.login = session_user and r.closed_at is null) then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  -- In the order of keys, so that two sessions never wait for each other.
  insert into lineage_node (key, kind, namespace, name)
  select lineage_key(n ->> 0, n ->> 1, n ->> 2, null), n ->> 0, n ->> 1, n ->> 2
  from jsonb_array_elements(batch -> 'nodes') n where n ->> 0 <> 'column' order by 1
  on conflict do nothing;
  insert into lineage_node (key, kind, namespace, name, field, parent)
  select lineage_key('column', n ->> 1, n ->> 2, n ->> 3), 'column', n ->> 1, n ->> 2, n ->> 3, d.id
  from jsonb_array_elements(batch -> 'nodes') n join lineage_node d on d.key = lineage_key('dataset', n ->> 1, n ->> 2, null)
  where n ->> 0 = 'column' order by 1
  on conflict do nothing;
  nodes := array(
    select x.id from jsonb_array_elements(batch -> 'nodes') with ordinality n (v, place)
    join lineage_node x on x.key = lineage_key(v ->> 0, v ->> 1, v ->> 2, v ->> 3) order by place);
  insert into lineage_teller (run)
  select distinct (e ->> 'run')::uuid from jsonb_array_elements(batch -> 'events') e where e ->> 'run' is not null order by 1
  on conflict do nothing;
  insert into lineage_teller (node)
  select distinct nodes[(e ->> 'subject')::int] from jsonb_array_elements(batch -> 'events') e where e ->> 'run' is null order by 1
  on conflict do nothing;
  with given as (
    select e.*, place, decode(e.digest, 'hex') as hash
    from jsonb_array_elements(batch -> 'events') with ordinality x (v, place)
    cross join lateral jsonb_to_record(x.v) as e(digest text, shape text, kind text, run uuid, subject int, at timestamptz,
      nanoseconds smallint, rank smallint, at_text text, producer text, schema_url text, parent_run uuid, is_snapshot boolean,
      declares boolean, findings text[], raw text)),
  stored as (
    insert into lineage_event (digest, shape, kind, teller, subject, at, nanoseconds, rank, at_text, producer, schema_url, parent_run,
      is_snapshot, declares, findings, raw, receipt)
    select distinct on (g.hash) g.hash, g.shape, g.kind, t.id, nodes[g.subject], g.at, g.nanoseconds, g.rank, g.at_text, g.producer,
      g.schema_url, g.parent_run, g.is_snapshot, g.declares, g.findings, convert_to(g.raw, 'UTF8'), receipt_id
    from given g join lineage_teller t on t.run = g.run or (g.run is null and t.node = nodes[g.subject])
    order by g.hash, g.place
    on conflict do nothing
    returning id, digest, teller)
  select array_agg(s.id order by s.id), array_agg(g.place order by s.id), array_agg(distinct s.teller)
    into fresh, places, tellers
    from stored s join (select hash, min(place) as place from given group by hash) g on g.hash = s.digest;
  if fresh is not null then
    insert into lineage_event_dataset (event, direction, node)
    select f.event, d ->> 0, nodes[(d ->> 1)::int] from unnest(fresh, places) f (event, place)
    cross join lateral jsonb_array_elements(batch -> 'events' -> (f.place - 1) -> 'datasets') d;
    insert into lineage_event_edge (event, ordinal, source, target, job, level, basis, type, subtype, masking)
    select f.event, e.place, nodes[(v ->> 0)::int], nodes[(v ->> 1)::int], nodes[(v ->> 2)::int], v ->> 3, v ->> 4, v ->> 5, v ->> 6,
      (v ->> 7)::boolean
    from unnest(fresh, places) f (event, place)
    cross join lateral jsonb_array_elements(batch -> 'events' -> (f.place - 1) -> 'edges') with ordinality e (v, place);
    perform lineage_settle(tellers);
    -- The last word on a facet, by the order of events, wins whenever it arrives.
    perform from lineage_node n where n.id in (
        select nodes[(v ->> 0)::int] from unnest(places) p
        cross join lateral jsonb_array_elements(batch -> 'events' -> (p - 1) -> 'facets') v)
      order by n.id for no key update;
    moment := clock();
    with given as (
      select distinct on (1, 2) nodes[(v ->> 0)::int] as node, v ->> 1 as key, (v ->> 2)::jsonb as value, e.id as event,
        e.at, e.nanoseconds, e.rank, e.digest
      from unnest(fresh, places) f (event, place) join lineage_event e on e.id = f.event
      cross join lateral jsonb_array_elements(batch -> 'events' -> (f.place - 1) -> 'facets') with ordinality x (v, nth)
      order by 1, 2, e.at desc, e.nanoseconds desc, e.rank desc, e.digest desc, nth desc),
    winning as (
      select g.*, o.valid_from as before from given g
      left join lineage_facet o on o.node = g.node and o.key = g.key and o.valid_to = 'infinity'
      left join lineage_event b on b.id = o.event
      where b.id is null or (g.at, g.nanoseconds, g.rank, g.digest) > (b.at, b.nanoseconds, b.rank, b.digest)),
    closed as (
      update lineage_facet o set valid_to = greatest(moment, w.before + interval '1 microsecond')
      from winning w where o.node = w.node and o.key = w.key and o.valid_to = 'infinity'
      returning o.node, o.key)
    insert into lineage_facet (node, key, value, event, valid_from)
    select w.node, w.key, w.value, w.event, greatest(moment, w.before + interval '1 microsecond')
    from winning w left join closed x on x.node = w.node and x.key = w.key;
  end if;
  update receipt r set taken = r.taken + coalesce(cardinality(fresh), 0), known = r.known + total - coalesce(cardinality(fresh), 0)
    where r.id = receipt_id;
  return jsonb_build_object('taken', coalesce(cardinality(fresh), 0), 'known', total - coalesce(cardinality(fresh), 0));
end $$;
ALTER FUNCTION countersign.take_lineage(receipt_id bigint, batch jsonb) OWNER TO countersign_owner;
CREATE FUNCTION countersign.take_over(item bigint, reason text, channel text DEFAULT 'sql'::text) RETURNS TABLE(item_id bigint, slot integer, fence bigint, until timestamp with time zone, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('lead');
  p countersign_private.review_present;
  s countersign_private.review_slot;
  made record;
begin
  perform require_reason(reason);
  select * into p from review_present x where x.tenant = 1 and x.item = take_over.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif p.state <> 'open' then
    perform refuse('CS409', 'review.closed', format('Item %s is %s.', item, p.state), '', 'Adjudicate it, or leave it.');
  end if;
  perform refuse_barred(item, who);
  if exists (select from review_slot x where x.tenant = 1 and x.item = take_over.item and x.holder = who) then
    perform refuse('CS409', 'review.own-claim', format('You hold or have decided item %s yourself.', item), '', 'Nobody decides an item twice.');
  end if;
  select * into s from review_slot x where x.tenant = 1 and x.item = take_over.item and x.state = 'open'
    and x.holder is not null and x.lease_until > clock() order by x.lease_until, x.slot limit 1 for update;
  if not found and p.due < clock() then
    select * into s from review_slot x where x.tenant = 1 and x.item = take_over.item and x.state = 'open' and x.lease_until <= clock()
      order by x.slot limit 1 for update;
  end if;
  if not found then
    perform refuse('CS409', 'review.not-claimed', format('Nobody holds item %s.', item), '', 'Claim it.');
  end if;
  select * into made from lease(s.item, s.slot, who);
  return query select made.item, made.slot, made.fence, made.until,
    record_activity('review.takeover', 'review', item::text, reason, jsonb_build_object('from', s.holder, 'slot', s.slot), channel);
end $$;
ALTER FUNCTION countersign.take_over(item bigint, reason text, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.take_parts(receipt_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET enable_mergejoin TO 'off'
    AS $$
declare
  r countersign_private.receipt;
  new bigint;
  already bigint;
  conflicts jsonb;
begin
  perform require_ingest();
  select * into r from receipt x where x.id = receipt_id and x.login = session_user and x.closed_at is null;
  if not found then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  -- In order, so that two requests about the same traces wait for each other rather than for ever.
  insert into trace (producer, trace_id, holds_call)
    select r.producer, i.trace_id, bool_or(i.is_call) from pg_temp.part_inbox i group by i.trace_id order by i.trace_id
    on conflict on constraint trace_pkey do update set holds_call = trace.holds_call or excluded.holds_call;
  with kept as (
    insert into trace_part (producer, trace_id, kind, part_id, digest, body, receipt, place)
      select r.producer, i.trace_id, i.kind, i.part_id, i.digest, i.body, receipt_id, i.line from pg_temp.part_inbox i order by i.line
      on conflict on constraint trace_part_pkey do nothing
      returning trace_part.trace_id),
  touched as (
    update trace t set last_at = clock_timestamp(), assembled_at = null
      where t.producer = r.producer and t.trace_id in (select k.trace_id from kept k)
      returning 1)
  select count(*) into new from kept where (select count(*) from touched) >= 0;
  select coalesce(jsonb_agg(i.line order by i.line) filter (where p.digest <> i.digest), '[]'),
         count(*) filter (where p.digest = i.digest)
    into conflicts, already
    from pg_temp.part_inbox i
    join trace_part p on p.producer = r.producer and p.trace_id = i.trace_id and p.kind = i.kind and p.part_id = i.part_id;
  already := already - new;
  update receipt x set taken = x.taken + new, known = x.known + already where x.id = receipt_id;
  delete from pg_temp.part_inbox;
  return jsonb_build_object('taken', new, 'known', already, 'conflicts', conflicts);
end $$;
ALTER FUNCTION countersign.take_parts(receipt_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign.take_quiet_traces(quiet interval, most integer) RETURNS TABLE(producer text, trace_id bytea, kind text, body bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
  whose text;
  ids bytea[];
begin
  perform require_ingest();
  select t.producer into whose from trace t
    where t.holds_call and t.assembled_at is null and t.last_at <= clock_timestamp() - take_quiet_traces.quiet
    order by t.last_at limit 1 for update of t skip locked;
  if not found then return; end if;
  select array_agg(x.trace_id) into ids from (
    select t.trace_id from trace t
    where t.holds_call and t.assembled_at is null and t.last_at <= clock_timestamp() - take_quiet_traces.quiet and t.producer = whose
    order by t.last_at limit take_quiet_traces.most for update of t skip locked) x;
  return query select p.producer, p.trace_id, p.kind, p.body from trace_part p
    where p.producer = whose and p.trace_id = any (ids) order by p.trace_id, p.receipt, p.place;
end $$;
ALTER FUNCTION countersign.take_quiet_traces(quiet interval, most integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.tier_questions(most integer DEFAULT 500) RETURNS TABLE(policy text, bundle text, digest text, facts text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare of_version constant bigint := tier_policy_version();
begin
  perform require_tier_keeper();
  return query
    select 'sha256:' || encode(v.digest, 'hex'), convert_from(v.body, 'UTF8'), encode(f.digest, 'hex'), f.facts::text
    from (select w.digest, min(w.recorded_at) as since from tier_pending w group by w.digest order by 2 limit most) x
    join tier_facts f on f.digest = x.digest join version v on v.id = of_version order by x.since, f.digest;
end $$;
ALTER FUNCTION countersign.tier_questions(most integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign.token_holder(digest bytea, scope text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare t countersign_private.producer_token;
begin
  perform require_ingest();
  select x.* into t from producer_token x where x.digest = token_holder.digest;
  if not found or t.valid_to <= clock() then
    perform refuse('CS403', 'token.unknown', 'This token is not, or no longer, valid.', '', 'Ask the office for a new one: countersign producer rotate.');
  end if;
  if not scope = any (t.scopes) then
    perform refuse('CS403', 'token.scope', format('This token is not for %s.', left(scope, 40)), '', 'Ask the office for one that is.');
  end if;
  return t.producer;
end $$;
ALTER FUNCTION countersign.token_holder(digest bytea, scope text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.trust_key(fingerprint text, reason text, until timestamp with time zone DEFAULT NULL::timestamp with time zone, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign.trust_key(fingerprint text, reason text, until timestamp with time zone, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.undo_verdict(item bigint, channel text DEFAULT 'sql'::text) RETURNS TABLE(slot integer, fence bigint, until timestamp with time zone, activity bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  p countersign_private.review_present;
  v countersign_private.verdict;
  before text;
begin
  update review_present x set revision = x.revision + 1 where x.tenant = 1 and x.item = undo_verdict.item returning * into p;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  end if;
  select * into v from standing_verdict x where x.tenant = 1 and x.item = p.item and x.reviewer = who;
  if not found then
    perform refuse('CS409', 'review.no-verdict', format('No verdict of yours stands on item %s.', item), '', 'There is nothing to undo.');
  elsif v.recorded_at + undo_time() <= clock() then
    perform refuse('CS409', 'review.undo-late', format('Your verdict on item %s is older than %s seconds.', item, extract(epoch from undo_time())::int),
      'Its outcome may have left.', 'Correct it: a new verdict that names the old one.');
  elsif v.supersedes is not null and exists (select from verdict_end e where e.tenant = 1 and e.verdict = v.supersedes and e.kind = 'corrected') then
    perform refuse('CS409', 'review.correction', 'A correction is not undone.', 'What it corrected has left.', 'Correct it once more.');
  elsif exists (select from standing_verdict x where x.tenant = 1 and x.item = p.item and x.id > v.id) then
    perform refuse('CS409', 'review.undo-late', format('Another person has decided item %s since.', item), '', 'Correct your verdict when it is done.');
  end if;
  insert into verdict_end (verdict, kind, ended_by) values (v.id, 'undone', who);
  if v.slot = 0 then
    before := (select s.state from review_state s where s.tenant = 1 and s.item = p.item and s.valid_to < 'infinity' and s.state <> 'done'
      order by s.valid_from desc limit 1);
    perform change_review(p.item, before, -1);
    return query select null::integer, null::bigint, null::timestamptz, record_activity('review.undo', 'review', item::text, '', '{"slot": 0}', channel);
    return;
  end if;
  if p.state in ('done', 'disagreed') and p.decided > 1 then
    insert into review_barred (item, person, reason) values (p.item, who, 'took back a verdict after others had decided') on conflict do nothing;
    update review_slot x set state = 'open', holder = null, lease_until = '-infinity' where x.tenant = 1 and x.item = p.item and x.slot = v.slot;
  else
    update review_slot x set state = 'open' where x.tenant = 1 and x.item = p.item and x.slot = v.slot;
    select l.slot, l.fence, l.until into slot, fence, until from lease(p.item, v.slot, who) l;
  end if;
  perform change_review(p.item, 'open', -1);
  return query select slot, fence, until,
    record_activity('review.undo', 'review', item::text, '', jsonb_build_object('slot', v.slot), channel);
end $$;
ALTER FUNCTION countersign.undo_verdict(item bigint, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign.unregistered_models(since interval DEFAULT '7 days'::interval) RETURNS TABLE(model text, model_version text, generations bigint, last_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select s.model, s.model_version, c.n, c.last_at
  from (select * from model_seen x where x.tenant = 1 and x.registered_at = 'infinity' order by x.recorded_at desc limit 200) s
  cross join lateral (
    select count(*) as n, max(g.at) as last_at
    from (select x.at from generation x where x.tenant = 1 and x.model = s.model and x.model_version = s.model_version
            and x.id >= first_id_at(moment() - since) order by x.id desc limit 10001) g) c
  -- A version that was registered while its first events were on their way.
  where c.n > 0
    and (select v.id from artifact a join version v on v.artifact = a.id where a.name = s.model and v.label = s.model_version) is null
  order by c.n desc, s.model, s.model_version limit 50
$$;
ALTER FUNCTION countersign.unregistered_models(since interval) OWNER TO countersign_owner;
CREATE FUNCTION countersign.untiered() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select count(*) from (select from tier_pending w where present_only() limit 10001) x
$$;
ALTER FUNCTION countersign.untiered() OWNER TO countersign_owner;
CREATE FUNCTION countersign.values_between(artifact text, kind text, figure text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(value double precision, calls bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  if figure in ('tokens_in', 'tokens_out', 'latency', 'cost') then
    return query
      select x.said, count(*) from (
        select (case figure when 'tokens_in' then g.tokens_in when 'tokens_out' then g.tokens_out
          when 'latency' then round(g.latency_micros / 1000.0) else g.cost_micros end)::double precision as said
        from generation g
        where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
          and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment)) x
      group by 1 order by 1;
  else
    return query
      select s.value, count(*)
      from generation g join score s on s.tenant = g.tenant and s.generation = g.id and s.name = figure
      where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
        and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment)
        and s.generation >= first_id_at(since) and s.generation < first_id_at(until)
      group by 1 order by 1;
  end if;
end $$;
ALTER FUNCTION countersign.values_between(artifact text, kind text, figure text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign.verdicts_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(version text, day timestamp with time zone, decided bigint, blocked bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select case kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end, date_trunc('day', g.at, 'UTC'),
      count(*), count(*) filter (where d.decision = 'block')
    from review_item i join generation g on g.tenant = i.tenant and g.id = i.generation
    join review_state s on s.tenant = i.tenant and s.item = i.id and s.state = 'done'
      and (case when moment is null then s.valid_to = 'infinity' else s.valid_from <= moment and s.valid_to > moment end)
    -- What an adjudicator said ends it; without one all said the same.
    cross join lateral (
      select v.decision from verdict v where v.tenant = i.tenant and v.item = i.id and (moment is null or v.recorded_at <= moment)
      order by v.slot = 0 desc, v.id desc limit 1) d
    where i.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
      and i.generation >= first_id_at(since) and i.generation < first_id_at(until)
      and g.id >= first_id_at(since) and g.id < first_id_at(until)
    group by 1, 2 order by 2, 1;
end $$;
ALTER FUNCTION countersign.verdicts_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.add_shadow_scores(run bigint, arm integer, prompt integer, scores jsonb) RETURNS void
    LANGUAGE sql
    AS $$
  insert into countersign_private.shadow_score (run, arm, prompt, metric, ordinal, value, judge)
  select run, arm, prompt, s.metric, coalesce(s.ordinal, 0::smallint), s.value, s.judge
  from jsonb_to_recordset(scores) as s(metric text, ordinal smallint, value double precision, judge text)
$$;
ALTER FUNCTION countersign_private.add_shadow_scores(run bigint, arm integer, prompt integer, scores jsonb) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.age_facts(artifact_id bigint, cause text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  counts constant bigint := countersign_private.version_that_counts(artifact_id);
  aged record;
begin
  if not exists (select from countersign_private.fact f where f.artifact = artifact_id) then return; end if;
  perform countersign_private.take_artifact(artifact_id);
  for aged in
    select s.* from countersign_private.fact f
    join countersign_private.fact_state s on s.fact = f.id and s.valid_to = 'infinity' and s.state in ('answered', 'confirmed')
    join countersign_private.fact_answer x on x.id = s.answer
    where f.artifact = artifact_id and x.version <= counts and x.basis <> countersign_private.fact_basis(f.key, counts)
    order by f.id
  loop
    perform countersign_private.move_fact(aged.fact, 'stale', aged.owner, null, null, '', aged.answer, cause);
  end loop;
end $$;
ALTER FUNCTION countersign_private.age_facts(artifact_id bigint, cause text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.age_users(artifact_id bigint, cause text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare system bigint;
begin
  for system in
    select distinct u.artifact from countersign_private.dependency d
    join countersign_private.version u on u.id = d.version join countersign_private.version p on p.id = d.on_version
    where p.artifact = artifact_id and exists (select from countersign_private.fact f where f.artifact = u.artifact)
      and u.id = countersign_private.version_that_counts(u.artifact)
    order by 1
  loop
    perform countersign_private.age_facts(system, cause);
  end loop;
end $$;
ALTER FUNCTION countersign_private.age_users(artifact_id bigint, cause text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.agreement_ended(version_id bigint, day date) RETURNS date
    LANGUAGE sql STABLE
    AS $_$
  with recursive pinned (version) as (
    select version_id
    union
    select d.on_version from pinned p join dependency d on d.version = p.version),
  vendor as (select distinct a.id from pinned p join version v on v.id = p.version join artifact a on a.id = v.artifact and a.kind = 'vendor')
  select min(x.until) from vendor
  cross join lateral (select v.body from version v where v.artifact = vendor.id order by v.number desc limit 1) v
  cross join lateral (select case when b.body ->> 'dpa_until' ~ '^\d{4}-\d{2}-\d{2}$' then (b.body ->> 'dpa_until')::date end as until
    from (select convert_from(v.body, 'UTF8')::jsonb as body) b) x
  where x.until < day
$_$;
ALTER FUNCTION countersign_private.agreement_ended(version_id bigint, day date) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.answer_text(generation_id uuid) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select string_agg(coalesce(p.part ->> 'content', ''), '' order by m.n, p.n)
  from countersign_private.generation_content c
  cross join lateral jsonb_array_elements(coalesce(convert_from(c.body, 'UTF8')::jsonb -> 'output', '[]')) with ordinality m (message, n)
  cross join lateral jsonb_array_elements(case when jsonb_typeof(m.message -> 'parts') = 'array' then m.message -> 'parts'
    else jsonb_build_array(jsonb_build_object('type', 'text', 'content', m.message ->> 'content')) end) with ordinality p (part, n)
  where c.tenant = 1 and c.id = generation_id and coalesce(p.part ->> 'type', 'text') in ('text', 'reasoning')
$$;
ALTER FUNCTION countersign_private.answer_text(generation_id uuid) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.clock() RETURNS timestamp with time zone
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select coalesce(pinned, clock_timestamp() + coalesce(shift, interval '0')) from catalog
$$;
ALTER FUNCTION countersign_private.clock() OWNER TO countersign_owner;
CREATE TABLE countersign_private.tier_decision (
    policy text NOT NULL,
    digest bytea NOT NULL,
    tier text NOT NULL,
    queue text,
    needed integer NOT NULL,
    due_after interval NOT NULL,
    masking text[] DEFAULT '{}'::text[] NOT NULL,
    rule text NOT NULL,
    reasons text[] DEFAULT '{}'::text[] NOT NULL,
    engine text NOT NULL,
    login text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT tier_decision_needed_check CHECK (((needed >= 1) AND (needed <= 5))),
    CONSTRAINT tier_decision_tier_check CHECK ((tier = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])))
);
ALTER TABLE countersign_private.tier_decision OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.apply_tier(generation_id uuid, d countersign_private.tier_decision) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  g countersign_private.generation;
  i countersign_private.review_item;
  p countersign_private.review_present;
  at timestamptz := clock();
  stands text;
  ended timestamptz;
  before integer;
  to_state text;
begin
  select * into g from generation x where x.tenant = 1 and x.id = generation_id;
  select * into i from review_item x where x.tenant = 1 and x.generation = generation_id;
  select * into p from review_present x where x.tenant = 1 and x.item = i.id for update;
  stands := coalesce((select t.tier from generation_tier t where t.tenant = 1 and t.generation = generation_id and t.valid_to = 'infinity'),
    case when g.tier_rule <> 'untiered' then g.tier end);
  if stands is null or tier_rank(d.tier) > tier_rank(stands) then
    update generation_tier t set valid_to = greatest(at, t.valid_from + interval '1 microsecond')
      where t.tenant = 1 and t.generation = generation_id and t.valid_to = 'infinity' returning t.valid_to into ended;
    insert into generation_tier (generation, tier, rule, valid_from) values (generation_id, d.tier, d.rule, coalesce(ended, at));
  end if;
  if d.queue is null then return; end if;
  if i.id is null then
    perform queue_items(array[(generation_id, d.queue, d.tier, d.rule, d.reasons, g.conversation, d.needed, d.due_after)::countersign_private.item_to_queue], at);
    return;
  end if;
  before := p.needed;
  if tier_rank(d.tier) < tier_rank(p.tier) or tier_rank(d.tier) = tier_rank(p.tier) and d.needed <= before then return; end if;
  to_state := case when p.state = 'done' and d.needed > before then 'open' else p.state end;
  update review_present x set queue = d.queue, due = least(x.due, due_of(d.queue, at, d.due_after)), tier = d.tier, needed = greatest(d.needed, before)
    where x.tenant = 1 and x.item = i.id returning * into p;
  update review_slot x set queue = p.queue, due = p.due where x.tenant = 1 and x.item = i.id;
  insert into review_slot (item, slot, queue, due)
    select i.id, slot, p.queue, p.due from generate_series((select max(x.slot) + 1 from review_slot x where x.tenant = 1 and x.item = i.id), p.needed) slot;
  perform change_review(i.id, to_state, 0);
  perform record_activity('review.retier', 'review', i.id::text, '', jsonb_build_object('tier', d.tier, 'rule', d.rule, 'from', coalesce(stands, 'untiered')), 'command');
end $$;
ALTER FUNCTION countersign_private.apply_tier(generation_id uuid, d countersign_private.tier_decision) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.asked_here(item_id bigint, whom text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select exists (select from review_comment q where q.tenant = 1 and q.item = item_id and q.person = person_here() and whom = any (q.mentions))
$$;
ALTER FUNCTION countersign_private.asked_here(item_id bigint, whom text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.begin_shadow_run(origin text, candidate_id bigint, baselines bigint[], judges jsonb, metrics jsonb, seed bigint, asked integer, since timestamp with time zone, cost_limit bigint, who text, reason text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_variable
declare
  a bigint := (select v.artifact from countersign_private.version v where v.id = candidate_id);
  made bigint;
begin
  if cardinality(baselines) not between 1 and 20 or candidate_id = any (baselines)
     or exists (select from unnest(baselines) b group by b having count(*) > 1) then
    perform refuse('CS422', 'shadow.versions', 'A candidate is compared with 1 to 20 other versions, each once.', '', 'Name other versions.');
  end if;
  if jsonb_array_length(metrics) = 0 or (asked < 1 or asked > 100000) then
    perform refuse('CS422', 'shadow.size', 'A run needs a metric and 1 to 100,000 prompts.', '', 'Ask for others.');
  end if;
  insert into shadow_run (artifact, candidate, origin, seed, asked, since, salt, run_by, reason)
  values (a, candidate_id, origin, seed, asked, since, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), who, reason)
  returning id into made;
  insert into shadow_run_state (run, state, changed_by, reason, valid_from) values (made, 'open', who, reason, clock());
  insert into shadow_turn (run, cost_limit) values (made, cost_limit);
  insert into shadow_arm (run, arm, role, version, metric, url, model, ceiling, price_in, price_out, currency, max_tokens, per_minute, at_once, is_idempotent)
  select made, x.arm, x.role, x.version, x.metric, e.url, coalesce(e.model, v.label), e.ceiling, e.price_in, e.price_out, e.currency, e.max_tokens,
    e.per_minute, e.at_once, e.is_idempotent
  from (select 0 as arm, 'candidate' as role, candidate_id as version, null::text as metric
        union all select b.n::int, 'baseline', b.version, null from unnest(baselines) with ordinality b(version, n)
        union all select (cardinality(baselines) + j.n)::int, 'judge', find_version(j.value ->> 'artifact', j.value ->> 'selector'), j.value ->> 'metric'
          from jsonb_array_elements(judges) with ordinality j(value, n)) x
  join countersign_private.version v on v.id = x.version
  left join lateral (select * from shadow_endpoint y where y.artifact = v.artifact and (y.version is null or y.version = v.id)
    and y.valid_to = 'infinity' and origin = 'replay' order by y.version nulls last limit 1) e on true;
  insert into shadow_metric (run, metric, kind, better, margin)
  select made, x.metric, x.kind, x.better, x.margin
  from jsonb_to_recordset(metrics) as x(metric text, kind text, better text, margin double precision);
  if origin = 'replay' and exists (select from shadow_arm x where x.run = made and x.url is null) then
    perform refuse('CS404', 'shadow.no-endpoint', 'Some version or judge of this run has no endpoint.',
      (select string_agg(n.name || '@' || v.label, ', ') from shadow_arm x join countersign_private.version v on v.id = x.version
       join countersign_private.artifact n on n.id = v.artifact where x.run = made and x.url is null),
      'A lead sets it: countersign shadow endpoint.');
  end if;
  return made;
exception
  when check_violation or not_null_violation then
    perform refuse('CS422', 'shadow.metric', 'A metric is out of bounds.', '',
      'Give each a kind (share, score, ratio), what is better (higher, lower) and a positive margin, or none.');
  when unique_violation then
    perform refuse('CS422', 'shadow.metric', 'A metric is named twice.', '', 'Name each once.');
end $$;
ALTER FUNCTION countersign_private.begin_shadow_run(origin text, candidate_id bigint, baselines bigint[], judges jsonb, metrics jsonb, seed bigint, asked integer, since timestamp with time zone, cost_limit bigint, who text, reason text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.body_fault(kind text, body jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
declare
  form constant text := jsonb_typeof(body);
  messages jsonb;
  one jsonb;
  name text;
begin
  if kind in ('model', 'dataset') and form <> 'object' then return null; end if;
  if form <> 'object' then return format('The body of a %s is an object.', replace(kind, '_', ' ')); end if;
  if kind not in ('model', 'dataset') and body = '{}' then return format('The body of a %s is empty.', replace(kind, '_', ' ')); end if;
  case kind
  when 'prompt' then
    if not body ?| array['messages', 'template', 'text', 'prompt_template'] then
      return 'A prompt needs its messages (chat), or its template (text).';
    end if;
    foreach name in array array['template', 'text', 'prompt_template'] loop
      -- A template may hold messages, as MLflow writes it.
      if body ? name and jsonb_typeof(body -> name) <> 'string' and not (name = 'template' and jsonb_typeof(body -> name) = 'array') then
        return format('The %s of a prompt is text.', name);
      end if;
    end loop;
    messages := coalesce(body -> 'messages', case jsonb_typeof(body -> 'template') when 'array' then body -> 'template' end);
    if messages is not null then
      if jsonb_typeof(messages) <> 'array' or messages = '[]' then return 'The messages of a prompt are a list, and not an empty one.'; end if;
      for one in select x from jsonb_array_elements(messages) x loop
        if jsonb_typeof(one) <> 'object' or coalesce(one ->> 'role', '') = '' or not one ?| array['content', 'parts', 'placeholder'] then
          return 'Every message of a prompt has a role and a content.';
        end if;
      end loop;
    end if;
    foreach name in array array['variables', 'tools', 'snippets'] loop
      if body ? name and jsonb_typeof(body -> name) <> 'array' then return format('The %s of a prompt are a list.', name); end if;
    end loop;
    for one in select x from jsonb_array_elements(coalesce(body -> 'variables', '[]')) x loop
      if coalesce(case jsonb_typeof(one) when 'object' then one ->> 'name' end, '') = '' then return 'Every variable of a prompt has a name.'; end if;
    end loop;
    for one in select x from jsonb_array_elements(coalesce(body -> 'tools', '[]')) x loop
      if coalesce(case jsonb_typeof(one) when 'object' then coalesce(one ->> 'name', one #>> '{function,name}') end, '') = '' then
        return 'Every tool of a prompt has a name.';
      end if;
    end loop;
    if body ? 'response_schema' and jsonb_typeof(body -> 'response_schema') <> 'object' then return 'The response schema of a prompt is a JSON Schema.'; end if;
    if body ? 'params' and jsonb_typeof(body -> 'params') <> 'object' then return 'The params of a prompt are an object.'; end if;
  when 'chain' then
    if not body ?| array['steps', 'pins'] then return 'A chain needs its steps, or the versions it pins.'; end if;
    if body ? 'steps' and (jsonb_typeof(body -> 'steps') <> 'array' or body -> 'steps' = '[]') then return 'The steps of a chain are a list, and not an empty one.'; end if;
    if body ? 'pins' and jsonb_typeof(body -> 'pins') <> 'array' then return 'The pins of a chain are a list.'; end if;
  when 'embedding_index' then
    if coalesce(body ->> 'embedder', '') = '' then return 'An embedding index needs its embedder.'; end if;
    if coalesce(body ->> 'dimensions', '') !~ '^[1-9][0-9]{0,6}$' then return 'An embedding index needs its dimensions.'; end if;
  when 'endpoint' then
    if coalesce(body ->> 'address', body ->> 'url', '') !~ '^https?://[^[:space:]]+$' then return 'An endpoint needs its address, http or https.'; end if;
  when 'vendor' then
    if coalesce(body ->> 'dpa_until', '') !~ '^\d{4}-\d{2}-\d{2}$' then return 'A vendor needs dpa_until, the day its data processing agreement ends.'; end if;
    if coalesce(body ->> 'data_class_ceiling', 'green') not in ('green', 'yellow', 'red') then
      return 'The data_class_ceiling of a vendor is green, yellow or red.';
    end if;
  when 'template' then
    if exists (select from jsonb_each(body) x where jsonb_typeof(x.value) not in ('string', 'object', 'array')) then return 'A template holds texts.'; end if;
  else null;
  end case;
  if kind in ('dataset', 'embedding_index') and body ? 'rows' and coalesce(body ->> 'rows', '') !~ '^[0-9]{1,18}$' then return 'The rows are a whole number.'; end if;
  if kind = 'dataset' and body ? 'data_class' and coalesce(body ->> 'data_class', '') not in ('green', 'yellow', 'red') then
    return 'The data_class is green, yellow or red.';
  end if;
  return null;
end $_$;
ALTER FUNCTION countersign_private.body_fault(kind text, body jsonb) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.body_lines(value jsonb, name text DEFAULT NULL::text, margin text DEFAULT ''::text) RETURNS SETOF text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
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
ALTER FUNCTION countersign_private.body_lines(value jsonb, name text, margin text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.canonical(value jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
  return case jsonb_typeof(value)
    when 'object' then (
      select '{' || coalesce(string_agg(to_json(m.key)::text || ':' || case when jsonb_typeof(m.value) in ('string', 'boolean', 'null') then m.value::text
          else countersign_private.canonical(m.value) end, ',' order by m.key collate "C"), '') || '}'
      from jsonb_each(value) m)
    when 'array' then (
      select '[' || coalesce(string_agg(countersign_private.canonical(m.value), ',' order by m.ordinality), '') || ']'
      from jsonb_array_elements(value) with ordinality m)
    when 'number' then countersign_private.canonical_number(value::text::numeric)
    else value::text end;
end $$;
ALTER FUNCTION countersign_private.canonical(value jsonb) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.canonical_number(n numeric) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
declare shortest text;
begin
  if n = trunc(n) and abs(n) < 1e15 then return trunc(n)::text; end if;
  shortest := n::float8::text;
  if abs(n) >= 1e21 or abs(n) < 1e-6 then return regexp_replace(shortest, 'e([+-])0+', 'e\1'); end if;
  return trim_scale(shortest::numeric)::text;
end $$;
ALTER FUNCTION countersign_private.canonical_number(n numeric) OWNER TO countersign_owner;
CREATE TABLE countersign_private.signing_key (
    id bigint NOT NULL,
    fingerprint text NOT NULL,
    public_key bytea NOT NULL,
    person text NOT NULL,
    name text NOT NULL,
    login text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT signing_key_fingerprint_check CHECK ((fingerprint ~ '^SHA256:[A-Za-z0-9+/]{43}$'::text)),
    CONSTRAINT signing_key_name_check CHECK (((name <> ''::text) AND (length(name) <= 200) AND (name !~ '[[:cntrl:]]'::text))),
    CONSTRAINT signing_key_public_key_check CHECK ((octet_length(public_key) = 32))
);
ALTER TABLE countersign_private.signing_key OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.change_key(k countersign_private.signing_key, to_state text, until timestamp with time zone, who text, reason text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare at timestamptz;
begin
  update signing_key_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.key = k.id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into signing_key_state (key, state, trusted_until, changed_by, reason, valid_from)
  values (k.id, to_state, until, who, reason, coalesce(at, clock()));
end $$;
ALTER FUNCTION countersign_private.change_key(k countersign_private.signing_key, to_state text, until timestamp with time zone, who text, reason text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.change_review(item_id bigint, to_state text, one_more integer) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  p countersign_private.review_present;
  at timestamptz;
begin
  update review_present x set state = to_state, decided = x.decided + one_more, revision = x.revision + 1
    where x.tenant = 1 and x.item = item_id returning * into p;
  update review_state x set valid_to = greatest(clock(), x.valid_from + interval '1 microsecond')
    where x.tenant = 1 and x.item = item_id and x.valid_to = 'infinity' returning x.valid_to into at;
  insert into review_state (item, queue, due, state, decided, tier, needed, valid_from)
    values (p.item, p.queue, p.due, p.state, p.decided, p.tier, p.needed, at);
end $$;
ALTER FUNCTION countersign_private.change_review(item_id bigint, to_state text, one_more integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.check_envelope(envelope bytea, promotion_id bigint, who text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    AS $$
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
ALTER FUNCTION countersign_private.check_envelope(envelope bytea, promotion_id bigint, who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.check_token_words(scopes text[], digest bytea) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
  if octet_length(digest) is distinct from 32 then
    perform countersign_private.refuse('CS422', 'token.digest', 'A token is kept as a SHA-256.', '', 'Let countersign make the token.');
  end if;
  if scopes is null or cardinality(scopes) = 0 or not scopes <@ array['generations', 'openlineage', 'otlp'] then
    perform countersign_private.refuse('CS422', 'token.scope', 'A token needs at least one scope that is known.', '',
      'Choose from generations, openlineage, otlp.');
  end if;
end $$;
ALTER FUNCTION countersign_private.check_token_words(scopes text[], digest bytea) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.class_rank(class text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case class when 'green' then 1 when 'yellow' then 2 else 3 end
$$;
ALTER FUNCTION countersign_private.class_rank(class text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.clock_due(aware timestamp with time zone, amount integer, unit text, zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
  select case unit when 'hours' then aware + make_interval(hours => amount)
    else ((aware at time zone zone) + make_interval(days => amount)) at time zone zone end
$$;
ALTER FUNCTION countersign_private.clock_due(aware timestamp with time zone, amount integer, unit text, zone text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.clock_ends(aware timestamp with time zone, amount integer, unit text, zone text) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS $$
declare
  local constant timestamp := aware at time zone zone;
  last_day date;
begin
  if unit = 'hours' then
    -- Hours pass alike through a change of the clocks: the hour is cut off in the zone, the rest is counted as time.
    return aware - (local - date_trunc('hour', local)) + make_interval(hours => 1 + amount);
  end if;
  last_day := local::date + amount;
  while extract(isodow from last_day) > 5 or (amount >= 2 and 2 > (
    select count(*) from generate_series(local::date + 1, last_day, '1 day') d where extract(isodow from d) < 6)) loop
    last_day := last_day + 1;
  end loop;
  return (last_day + 1)::timestamp at time zone zone;
end $$;
ALTER FUNCTION countersign_private.clock_ends(aware timestamp with time zone, amount integer, unit text, zone text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.close_confirmation(confirmation_id bigint, outcome text, who text, reason text) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    AS $$
declare at timestamptz;
begin
  update confirmation_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.confirmation = confirmation_id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into confirmation_state (confirmation, state, changed_by, reason, valid_from) values (confirmation_id, outcome, who, reason, at);
  return at;
end $$;
ALTER FUNCTION countersign_private.close_confirmation(confirmation_id bigint, outcome text, who text, reason text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.close_promotion(promotion_id bigint, outcome text, who text, reason text) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    AS $$
declare at timestamptz;
begin
  update promotion_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.promotion = promotion_id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into promotion_state (promotion, state, changed_by, reason, valid_from) values (promotion_id, outcome, who, reason, at);
  return at;
end $$;
ALTER FUNCTION countersign_private.close_promotion(promotion_id bigint, outcome text, who text, reason text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.decision_text_of(promotion_id bigint) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET extra_float_digits TO '1'
    AS $$
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
ALTER FUNCTION countersign_private.decision_text_of(promotion_id bigint) OWNER TO countersign_owner;
CREATE TABLE countersign_private.delegation (
    id bigint NOT NULL,
    from_person text NOT NULL,
    to_person text NOT NULL,
    environment text,
    until timestamp with time zone NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT delegation_check CHECK ((to_person <> from_person))
);
ALTER TABLE countersign_private.delegation OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.delegation_of(who text, environment_key text DEFAULT NULL::text) RETURNS countersign_private.delegation
    LANGUAGE sql STABLE
    AS $$
  select d from countersign_private.delegation d
  where d.to_person = who and d.until > countersign_private.moment() and (d.environment is null or environment_key is null or d.environment = environment_key)
    and not exists (select from countersign_private.delegation_end e where e.delegation = d.id)
    and not countersign_private.person_has_role(who, 'approver') and countersign_private.person_has_role(d.from_person, 'approver')
  order by d.id limit 1
$$;
ALTER FUNCTION countersign_private.delegation_of(who text, environment_key text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.digest_of(words text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select encode(sha256(convert_to(words, 'UTF8')), 'hex')
$$;
ALTER FUNCTION countersign_private.digest_of(words text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.drawn_of(month date, rate numeric, seed bytea, by_then timestamp with time zone) RETURNS TABLE(stratum text, population bigint, generation uuid)
    LANGUAGE sql STABLE
    AS $$
  with low as (
    select g.id, g.model || '@' || g.model_version as stratum
    from countersign_private.generation g
    where g.tenant = 1 and g.id >= countersign_private.first_id_at(month::timestamp at time zone 'UTC')
      and g.id < countersign_private.first_id_at((month + interval '1 month')::timestamp at time zone 'UTC')
      and g.recorded_at <= by_then
      and coalesce((select t.tier from countersign_private.generation_tier t where t.tenant = 1 and t.generation = g.id
        and t.valid_from <= by_then and t.valid_to > by_then), g.tier) = 'low'
      and not exists (select from countersign_private.review_item i where i.tenant = 1 and i.generation = g.id and i.rule <> 'sample.low')),
  ranked as (
    select low.*, row_number() over (partition by low.stratum order by sha256(seed || uuid_send(low.id)), low.id) as place, count(*) over (partition by low.stratum) as n from low)
  select r.stratum, r.n, r.id from ranked r where r.place <= greatest(1, ceil(r.n * rate)) order by 1, 3
$$;
ALTER FUNCTION countersign_private.drawn_of(month date, rate numeric, seed bytea, by_then timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.drawn_seed() RETURNS bigint
    LANGUAGE sql
    AS $$
  select ('x' || left(replace(gen_random_uuid()::text, '-', ''), 15))::bit(60)::bigint
$$;
ALTER FUNCTION countersign_private.drawn_seed() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.due_of(of_queue text, since timestamp with time zone, spent interval) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS $$
declare
  h countersign_private.queue_hours;
  zone text;
  left_over interval := spent;
  at_day date;
  opens timestamptz;
  closes timestamptz;
begin
  select * into h from countersign_private.queue_hours x where x.queue = of_queue;
  if not found then return since + spent; end if;
  zone := (select c.time_zone from countersign_private.catalog c);
  at_day := (since at time zone zone)::date;
  for n in 0..1100 loop
    if extract(isodow from at_day)::int = any (h.days) and not exists (select from countersign_private.holiday x where x.day = at_day) then
      opens := greatest((at_day + h.opens) at time zone zone, since);
      closes := (at_day + h.closes) at time zone zone;
      if closes > opens then
        if closes - opens >= left_over then return opens + left_over; end if;
        left_over := left_over - (closes - opens);
      end if;
    end if;
    at_day := at_day + 1;
  end loop;
  return since + spent;
end $$;
ALTER FUNCTION countersign_private.due_of(of_queue text, since timestamp with time zone, spent interval) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.ensure_month(month date) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  first constant timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
  after constant timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
  name text;
  part text;
begin
  if to_regclass(format('countersign_private.generation_%s', to_char(month, 'YYYY_MM'))) is not null then return; end if;
  perform from catalog for update;  -- one maker at a time
  foreach name in array array['generation', 'generation_content', 'flag', 'score', 'retrieval'] loop
    part := format('%s_%s', name, to_char(month, 'YYYY_MM'));
    if to_regclass('countersign_private.' || part) is not null then continue; end if;
    execute format('create table countersign_private.%I (like countersign_private.%I including defaults including constraints including compression)', part, name);
    execute format('alter table countersign_private.%I attach partition countersign_private.%I for values from (%L) to (%L)',
      name, part, first_id_at(first), first_id_at(after));
    call guard_truncate(format('countersign_private.%I', part)::regclass);
    if name = 'generation_content' then
      execute format('alter table countersign_private.%I alter column body set statistics 0, alter column salt set statistics 0', part);
    end if;
  end loop;
end $$;
ALTER FUNCTION countersign_private.ensure_month(month date) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.expected_rows(query text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare plan json;
begin
  execute 'explain (format json) ' || query into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
end $$;
ALTER FUNCTION countersign_private.expected_rows(query text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.expected_statement(promotion_id bigint, who text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
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
ALTER FUNCTION countersign_private.expected_statement(promotion_id bigint, who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.fact_basis(fact_key text, version_id bigint) RETURNS bytea
    LANGUAGE sql STABLE
    AS $$
  select sha256(convert_to(coalesce(jsonb_object_agg(s.source, case s.source
      when 'version' then to_jsonb(encode(v.digest, 'hex'))
      when 'purpose' then to_jsonb(a.purpose)
      when 'stage' then to_jsonb(array[a.retired, exists (
        select from countersign_private.pointer p where p.artifact = v.artifact and p.environment = 'production' and p.valid_to = 'infinity')])
      when 'parts' then coalesce((
        select jsonb_agg(jsonb_build_array(d.role, encode(pinned.digest, 'hex'),
          (select encode(served.digest, 'hex') from countersign_private.pointer p join countersign_private.version served on served.id = p.version
           where p.artifact = pinned.artifact and p.environment = 'production' and p.valid_to = 'infinity'
           order by p.weight desc, p.colour limit 1)) order by d.role, d.on_version)
        from countersign_private.dependency d join countersign_private.version pinned on pinned.id = d.on_version
        where d.version = v.id), '[]')
    end) filter (where s.source is not null)::text, '{}'), 'UTF8'))
  from countersign_private.version v
  join countersign_private.artifact_state a on a.artifact = v.artifact and a.valid_to = 'infinity'
  left join lateral unnest(coalesce((select f.rests_on from countersign_private.fact_source f where f.key = fact_key), '{version}')) s (source) on true
  where v.id = version_id
$$;
ALTER FUNCTION countersign_private.fact_basis(fact_key text, version_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.fact_named(artifact_id bigint, fact_key text) RETURNS bigint
    LANGUAGE plpgsql
    AS $_$
begin
  if fact_key is null or fact_key !~ '^[a-z][a-z0-9_]{1,59}$' then
    perform countersign_private.refuse('CS422', 'fact.key', 'A fact is named by small letters, digits and underscores.', '',
      'Name a key of a card or a form, such as limitations or a8a_intended_purpose.');
  end if;
  insert into countersign_private.fact (artifact, key) values (artifact_id, fact_key) on conflict (artifact, key) do nothing;
  return (select f.id from countersign_private.fact f where f.artifact = artifact_id and f.key = fact_key);
end $_$;
ALTER FUNCTION countersign_private.fact_named(artifact_id bigint, fact_key text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.facts_in_inbox() RETURNS TABLE(line bigint, facts jsonb)
    LANGUAGE sql STABLE
    AS $$
    with said as (
      select f.line as key, f.source, coalesce(m.category, lower(f.category)) as category, f.verdict, f.side, coalesce(m.weight, 1::smallint) as weight,
        floor(f.score * 10) / 10 as at_least, countersign_private.flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score) as severity
      from pg_temp.flag_inbox f left join countersign_private.flag_category m on m.sent = lower(f.category)),
    flags as (
      select s.key, jsonb_agg(distinct jsonb_build_object('category', s.category, 'side', s.side, 'severity', s.severity, 'at_least', s.at_least)) as list
      from said s where s.severity > 0 and s.verdict is distinct from 'error' group by s.key),
    checkers as (
      select s.key, coalesce(jsonb_agg(distinct s.source) filter (where s.verdict is null or s.verdict in ('clear', 'flagged')), '[]') as ran,
        coalesce(jsonb_agg(distinct s.source) filter (where s.verdict in ('error', 'not_run')), '[]') as failed
      from said s group by s.key),
    split as (
      select x.key, jsonb_agg(distinct x.category) as list from (
        select s.key, s.category from said s where s.verdict in ('clear', 'flagged') and s.weight > 0
        group by s.key, s.side, s.category having count(distinct s.verdict) > 1) x group by x.key),
    given as (select r.line as key, jsonb_agg(distinct r.data_class) as list from pg_temp.retrieval_inbox r where r.data_class is not null group by r.line)
    select g.line, jsonb_build_object('model', g.model, 'prompt', g.prompt, 'service', g.service, 'environment', g.environment,
      'user_facing', g.user_facing, 'delivery', g.delivery, 'data_class', g.data_class, 'language', g.language,
      'flags', coalesce(f.list, '[]'), 'checkers', coalesce(c.ran, '[]'), 'failed', coalesce(c.failed, '[]'),
      'disagree', coalesce(s.list, '[]'), 'retrieved', coalesce(r.list, '[]'))
    from pg_temp.generation_inbox g left join flags f on f.key = g.line left join checkers c on c.key = g.line left join split s on s.key = g.line left join given r on r.key = g.line
  $$;
ALTER FUNCTION countersign_private.facts_in_inbox() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.facts_of(ids uuid[]) RETURNS TABLE(id uuid, facts jsonb)
    LANGUAGE sql STABLE
    AS $$
    with said as (
      select f.generation as key, f.source, coalesce(m.category, lower(f.category)) as category, f.verdict, f.side, coalesce(m.weight, 1::smallint) as weight,
        floor(f.score * 10) / 10 as at_least, countersign_private.flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score) as severity
      from (select * from countersign_private.flag x where x.tenant = 1 and x.generation = any (ids)) f left join countersign_private.flag_category m on m.sent = lower(f.category)),
    flags as (
      select s.key, jsonb_agg(distinct jsonb_build_object('category', s.category, 'side', s.side, 'severity', s.severity, 'at_least', s.at_least)) as list
      from said s where s.severity > 0 and s.verdict is distinct from 'error' group by s.key),
    checkers as (
      select s.key, coalesce(jsonb_agg(distinct s.source) filter (where s.verdict is null or s.verdict in ('clear', 'flagged')), '[]') as ran,
        coalesce(jsonb_agg(distinct s.source) filter (where s.verdict in ('error', 'not_run')), '[]') as failed
      from said s group by s.key),
    split as (
      select x.key, jsonb_agg(distinct x.category) as list from (
        select s.key, s.category from said s where s.verdict in ('clear', 'flagged') and s.weight > 0
        group by s.key, s.side, s.category having count(distinct s.verdict) > 1) x group by x.key),
    given as (select r.generation as key, jsonb_agg(distinct r.data_class) as list from (select * from countersign_private.retrieval x where x.tenant = 1 and x.generation = any (ids)) r where r.data_class is not null group by r.generation)
    select g.id, jsonb_build_object('model', g.model, 'prompt', g.prompt, 'service', g.service, 'environment', g.environment,
      'user_facing', g.user_facing, 'delivery', g.delivery, 'data_class', g.data_class, 'language', g.language,
      'flags', coalesce(f.list, '[]'), 'checkers', coalesce(c.ran, '[]'), 'failed', coalesce(c.failed, '[]'),
      'disagree', coalesce(s.list, '[]'), 'retrieved', coalesce(r.list, '[]'))
    from (select * from countersign_private.generation x where x.tenant = 1 and x.id = any (ids)) g left join flags f on f.key = g.id left join checkers c on c.key = g.id left join split s on s.key = g.id left join given r on r.key = g.id
  $$;
ALTER FUNCTION countersign_private.facts_of(ids uuid[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.find_key(fingerprint text) RETURNS countersign_private.signing_key
    LANGUAGE plpgsql STABLE
    AS $$
declare k countersign_private.signing_key;
begin
  select * into k from countersign_private.signing_key x where x.fingerprint = find_key.fingerprint;
  if not found then
    perform refuse('CS404', 'key.unknown', 'The catalog has no such key.', '', 'Look at `countersign key list`.');
  end if;
  return k;
end $$;
ALTER FUNCTION countersign_private.find_key(fingerprint text) OWNER TO countersign_owner;
CREATE TABLE countersign_private.shadow_request (
    run bigint NOT NULL,
    arm smallint NOT NULL,
    about smallint NOT NULL,
    prompt integer NOT NULL,
    number smallint NOT NULL,
    fence bigint NOT NULL,
    login text NOT NULL,
    reserved bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.shadow_request OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.find_shadow_request(run bigint, arm integer, about integer, prompt integer, number integer) RETURNS countersign_private.shadow_request
    LANGUAGE plpgsql STABLE
    AS $$
#variable_conflict use_variable
declare q countersign_private.shadow_request;
begin
  select * into q from countersign_private.shadow_request x where (x.run, x.arm, x.about, x.prompt, x.number) = (run, arm, about, prompt, number);
  if not found then
    perform countersign_private.refuse('CS404', 'shadow.not-asked', 'Nobody asked for this answer.', '', 'Ask for the next request first.');
  end if;
  return q;
end $$;
ALTER FUNCTION countersign_private.find_shadow_request(run bigint, arm integer, about integer, prompt integer, number integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.find_version(artifact_name text, selector text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    AS $$
declare
  a bigint := (select id from artifact where name = artifact_name);
  found_ids bigint[];
begin
  if a is null then
    perform refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(artifact_name, 120)), '',
      coalesce(format('Did you mean %s?', (select name from artifact order by levenshtein_near(name, artifact_name), name limit 1)),
               'Register it first.'));
  end if;
  if selector like 'ENV:%' then
    found_ids := array(select version from pointer where artifact = a and environment = substr(selector, 5)
      and valid_to = 'infinity' order by weight desc, colour limit 1);
  elsif selector like 'sha256:%' then
    found_ids := array(select id from version where artifact = a and encode(digest, 'hex') like substr(selector, 8) || '%' limit 2);
  else
    found_ids := array(select id from version where artifact = a and label = selector);
  end if;
  if cardinality(found_ids) = 1 then return found_ids[1]; end if;
  if cardinality(found_ids) > 1 then
    perform refuse('CS422', 'version.ambiguous', 'Several versions begin with this digest.', '', 'Give more of its digits.');
  end if;
  perform refuse('CS404', 'version.unknown', format('%s has no version %s.', left(artifact_name, 120), left(selector, 80)), '',
    coalesce(format('Its newest is %s.', (select label from version where artifact = a order by number desc limit 1)), 'It has no version yet.'));
  return null;
end $$;
ALTER FUNCTION countersign_private.find_version(artifact_name text, selector text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.first_administrator(login text, person text, person_name text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  if exists (select from activity a where a.act = 'right.grant' and a.detail ->> 'role' = 'admin') then
    perform countersign_private.refuse('CS403', 'admin.exists', 'This catalog has an administrator.', '', 'Ask them.');
  end if;
  insert into countersign_private.person (key, name) values (person, person_name) on conflict on constraint person_pkey do nothing;
  insert into countersign_private.person_login (login, person) values (login, person) on conflict on constraint person_login_pkey do nothing;
  execute format('grant countersign_admin to %I', login);
  perform countersign_private.record_activity('right.grant', 'person', person, 'first administrator', jsonb_build_object('login', login, 'role', 'admin'));
end $$;
ALTER FUNCTION countersign_private.first_administrator(login text, person text, person_name text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.first_id_at(moment timestamp with time zone) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT
    AS $$
  select (lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
ALTER FUNCTION countersign_private.first_id_at(moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.flag_severity(weight smallint, verdict text, score double precision) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case
    when weight = 0 then 0
    when verdict = 'flagged' then case when weight = 2 and coalesce(score, 1) >= 0.8 then 2 else 1 end
    when verdict in ('error') then 1
    when verdict is null and score >= 0.8 then case when weight = 2 then 2 else 1 end
    when verdict is null and score >= 0.5 then 1
    else 0
  end
$$;
ALTER FUNCTION countersign_private.flag_severity(weight smallint, verdict text, score double precision) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.former_targets(artifact_id bigint, environment_key text) RETURNS TABLE(version bigint, label text, digest text, promotion bigint, served_until timestamp with time zone, refusal text)
    LANGUAGE sql STABLE
    AS $$
  select f.version, v.label, encode(v.digest, 'hex'), f.promotion, f.served_until,
    case
      when f.serves then 'it is served now'
      when stopped_by(f.version, environment_key) is not null then stop_words(stopped_by(f.version, environment_key))
      when l.incident is not null then 'incident ' || l.incident || ' holds it'
      when agreement_ended(f.version, clock()::date) is not null then 'its vendor''s agreement ended on ' || agreement_ended(f.version, clock()::date)
      when s.retired then 'it is retired'
    end
  from (select p.version, (array_agg(p.promotion order by p.valid_from desc))[1] as promotion, max(p.valid_to) as served_until,
          bool_or(p.valid_to = 'infinity' and p.weight = 100) as serves
        from pointer p where p.artifact = artifact_id and p.environment = environment_key group by p.version) f
  join version v on v.id = f.version join artifact a on a.id = v.artifact
  join artifact_state s on s.artifact = a.id and s.valid_to = 'infinity'
  left join lateral (select min(x.incident) as incident from incident_link x where x.artifact = a.id and x.kind = 'version'
    and x.subject = a.name || '@' || v.label and not is_closed(x.incident) and is_serious(incident_traits(x.incident))) l on true
  where f.served_until < 'infinity' or not f.serves
  order by f.served_until desc, f.version desc
$$;
ALTER FUNCTION countersign_private.former_targets(artifact_id bigint, environment_key text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.gate_digest(promotion_id bigint) RETURNS bytea
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET extra_float_digits TO '1'
    AS $$
  select sha256(convert_to(coalesce(jsonb_agg(jsonb_build_array(r.id, r.state, r.value, r.bound, r.evidence) order by r.id collate "C"), '[]')::text, 'UTF8'))
  from requirements(promotion_id) r
$$;
ALTER FUNCTION countersign_private.gate_digest(promotion_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.gave_signature_to(giver text, who text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select from activity a where a.subject_kind = 'person' and a.subject = who and a.act = 'right.grant' and a.person = giver
    and a.detail ->> 'role' = 'approver')
$$;
ALTER FUNCTION countersign_private.gave_signature_to(giver text, who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.generation_as_json(of_id uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin return (
  select jsonb_build_object(
    'id', g.id, 'producer', g.producer, 'event_id', g.event_id, 'at', g.at, 'recorded_at', g.recorded_at, 'model', g.model,
    'model_version', g.model_version,
    'model_registered', exists (select from artifact a join version v on v.artifact = a.id where a.name = g.model and v.label = g.model_version),
    'prompt', g.prompt, 'prompt_version', g.prompt_version,
    'prompt_registered', exists (select from artifact a join version v on v.artifact = a.id where a.name = g.prompt and v.label = g.prompt_version),
    'service', g.service, 'conversation', g.conversation, 'language', g.language, 'tier', g.tier, 'tier_rule', g.tier_rule,
    'tokens_in', g.tokens_in, 'tokens_out', g.tokens_out, 'marks', g.marks,
    'flags', (select coalesce(jsonb_agg(to_jsonb(f) - 'tenant' - 'generation' order by f.ordinal), '[]') from flag f where f.tenant = 1 and f.generation = g.id),
    'scores', (select coalesce(jsonb_agg(to_jsonb(s) - 'tenant' - 'generation' order by s.ordinal), '[]') from score s where s.tenant = 1 and s.generation = g.id),
    'retrievals', (select coalesce(jsonb_agg(to_jsonb(r) - 'tenant' - 'generation' order by r.rank), '[]') from retrieval r where r.tenant = 1 and r.generation = g.id))
  from generation g where g.tenant = 1 and g.id = of_id
); end $$;
ALTER FUNCTION countersign_private.generation_as_json(of_id uuid) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.grant_everything(login text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare role text;
begin
  foreach role in array array['viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer'] loop
    execute format('grant countersign_%s to %I', role, login);
    perform countersign_private.record_activity('right.grant', 'person', login, 'a catalog of one''s own',
      jsonb_build_object('login', login, 'role', role));
  end loop;
end $$;
ALTER FUNCTION countersign_private.grant_everything(login text) OWNER TO countersign_owner;
CREATE PROCEDURE countersign_private.guard_facts(IN name regclass)
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create trigger unchanged before update or delete on %s for each row execute function countersign_private.on_change_of_a_fact()', name);
  execute format('alter table %s enable always trigger unchanged', name);
  call countersign_private.guard_truncate(name);
  call countersign_private.guard_present(name);
end $$;
ALTER PROCEDURE countersign_private.guard_facts(IN name regclass) OWNER TO countersign_owner;
CREATE PROCEDURE countersign_private.guard_present(IN name regclass)
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create trigger now_only before insert or update or delete on %s for each statement execute function countersign_private.on_write_in_the_past()', name);
  execute format('alter table %s enable always trigger now_only', name);
end $$;
ALTER PROCEDURE countersign_private.guard_present(IN name regclass) OWNER TO countersign_owner;
CREATE PROCEDURE countersign_private.guard_spans(IN name regclass)
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create trigger unchanged before update or delete on %s for each row execute function countersign_private.on_change_of_a_span()', name);
  execute format('alter table %s enable always trigger unchanged', name);
  call countersign_private.guard_truncate(name);
  call countersign_private.guard_present(name);
end $$;
ALTER PROCEDURE countersign_private.guard_spans(IN name regclass) OWNER TO countersign_owner;
CREATE PROCEDURE countersign_private.guard_truncate(IN name regclass)
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create trigger kept before truncate on %s for each statement execute function countersign_private.on_change_of_a_fact()', name);
  execute format('alter table %s enable always trigger kept', name);
end $$;
ALTER PROCEDURE countersign_private.guard_truncate(IN name regclass) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.has_role(name text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select pg_has_role(session_user, 'countersign_' || name, 'member')
    or name = 'approver' and (countersign_private.delegation_of(countersign_private.person_here())).id is not null
$$;
ALTER FUNCTION countersign_private.has_role(name text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.held_by(artifact_id bigint) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
  select min(l.incident) from countersign_private.incident_link l
  where l.artifact = artifact_id and not countersign_private.is_closed(l.incident)
    and countersign_private.is_serious(countersign_private.incident_traits(l.incident))
$$;
ALTER FUNCTION countersign_private.held_by(artifact_id bigint) OWNER TO countersign_owner;
CREATE TABLE countersign_private.review_slot (
    tenant integer DEFAULT 1 NOT NULL,
    item bigint NOT NULL,
    slot smallint NOT NULL,
    queue text NOT NULL,
    due timestamp with time zone NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    holder text,
    fence bigint DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    along boolean DEFAULT false NOT NULL,
    CONSTRAINT review_slot_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text])))
)
WITH (fillfactor='60');
ALTER TABLE countersign_private.review_slot OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.held_slot(item_id bigint, slot_no integer, token bigint, who text) RETURNS countersign_private.review_slot
    LANGUAGE plpgsql
    AS $$
declare s countersign_private.review_slot;
begin
  select * into s from review_slot x where x.tenant = 1 and x.item = item_id and x.slot = slot_no for update;
  if not found or s.holder is distinct from who or s.fence <> token or s.state <> 'open' or s.lease_until <= clock() then
    perform refuse('CS423', 'review.lease-lost', format('Your claim on item %s has run out or was taken over.', item_id), '',
      'Claim it again; what you wrote is kept.');
  end if;
  return s;
end $$;
ALTER FUNCTION countersign_private.held_slot(item_id bigint, slot_no integer, token bigint, who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.hides_scores_from(item_id bigint, who text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (
    select from countersign_private.review_present p join countersign_private.queue q on q.key = p.queue
    where p.tenant = 1 and p.item = item_id and p.state = 'open' and q.hides_scores
      and (select countersign_private.reviews_here())
      and not exists (select from countersign_private.review_slot s
        where s.tenant = 1 and s.item = p.item and s.holder = who and s.state = 'done'))
$$;
ALTER FUNCTION countersign_private.hides_scores_from(item_id bigint, who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.hold_log(token bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare l countersign_private.log_leader;
begin
  perform countersign_private.require_sealer();
  select * into l from countersign_private.log_leader for update;
  if l.fence is distinct from token or l.lease_until < clock_timestamp() then
    perform countersign_private.refuse('CS423', 'log.lease-lost', 'Another sealer leads the log now.', '', 'Try again.');
  end if;
end $$;
ALTER FUNCTION countersign_private.hold_log(token bigint) OWNER TO countersign_owner;
CREATE TABLE countersign_private.shadow_turn (
    run bigint NOT NULL,
    fence bigint DEFAULT 0 NOT NULL,
    holder text DEFAULT ''::text NOT NULL,
    backend integer,
    lease_until timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    cost_limit bigint,
    spent bigint DEFAULT 0 NOT NULL,
    reserved bigint DEFAULT 0 NOT NULL,
    CONSTRAINT shadow_turn_cost_limit_check CHECK ((cost_limit >= 0))
);
ALTER TABLE countersign_private.shadow_turn OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.hold_shadow_run(of_run bigint, token bigint) RETURNS countersign_private.shadow_turn
    LANGUAGE plpgsql
    AS $$
declare t countersign_private.shadow_turn;
begin
  perform countersign_private.refuse_if_as_of();
  update countersign_private.shadow_turn x set lease_until = clock_timestamp() + interval '10 minutes', backend = pg_backend_pid()
    where x.run = of_run and x.fence = token and x.holder = session_user returning * into t;
  if not found or not exists (select from countersign_private.shadow_run_state s where s.run = of_run and s.state = 'open' and s.valid_to = 'infinity') then
    perform countersign_private.refuse('CS423', 'shadow.lease-lost', 'This shadow run is driven by another, or has ended.', '', 'Look at `countersign shadow show`.');
  end if;
  return t;
end $$;
ALTER FUNCTION countersign_private.hold_shadow_run(of_run bigint, token bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.in_office(who text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select from person p join team t on t.key = p.team where p.key = who and t.is_office)
$$;
ALTER FUNCTION countersign_private.in_office(who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.incident_facts(starts timestamp with time zone, ends timestamp with time zone) RETURNS SETOF countersign_private.found_fact
    LANGUAGE sql STABLE
    AS $$
  select coalesce((select min(a.name) from incident_link l join artifact a on a.id = l.artifact where l.incident = i.id), ''), 'incident', i.id::text, i.aware_at, i.recorded_at, null, null,
    jsonb_build_object('incident', i.id, 'title', i.title, 'traits', to_jsonb(incident_traits(i.id)), 'serious', is_serious(incident_traits(i.id)),
      'happened_at', rfc3339(i.happened_at), 'affected', i.affected, 'ticket', i.ticket, 'zone', i.zone, 'opened_by', i.opened_by,
      'state', case when is_closed(i.id) then 'closed' else 'open' end,
      'clocks', (select coalesce(jsonb_agg(jsonb_build_object('rule', c.rule, 'duty', c.duty, 'source', c.source, 'law_version', c.law_version,
          'due_at', rfc3339(c.due_at), 'ends_at', rfc3339(c.ends_at)) order by c.due_at, c.rule), '[]') from incident_clock c where c.incident = i.id),
      'acts', (select coalesce(jsonb_agg(jsonb_build_object('act', x.act, 'person', x.person, 'duty', x.duty, 'stage', x.stage,
          'effective_at', rfc3339(x.effective_at), 'recorded_at', rfc3339(x.recorded_at)) order by x.id), '[]') from incident_act x where x.incident = i.id),
      'holds', (select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'subject', l.subject, 'digest', encode(l.digest, 'hex')) order by l.ordinal), '[]')
        from incident_link l where l.incident = i.id))
  from incident i where i.aware_at < ends and (i.aware_at >= starts
    or not exists (select from incident_act x where x.incident = i.id and x.act = 'close' and x.effective_at < starts))
$$;
ALTER FUNCTION countersign_private.incident_facts(starts timestamp with time zone, ends timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.incident_requirement(promotion_id bigint) RETURNS TABLE(id text, title text, state text, value text, bound text, evidence text, remedy text)
    LANGUAGE sql STABLE
    AS $$
  select 'incident.none', 'No serious incident holds it', case when h.incident is null then 'met' else 'unmet' end,
    coalesce('incident ' || h.incident, 'none'), 'none',
    coalesce((select 'open since ' || to_char(i.recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' from incident i where i.id = h.incident), ''),
    'Report and close the incident, or promote something else.'
  from promotion p join version v on v.id = p.version cross join lateral (select held_by(v.artifact) as incident) h
  where p.id = promotion_id
$$;
ALTER FUNCTION countersign_private.incident_requirement(promotion_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.incident_traits(incident_id bigint) RETURNS text[]
    LANGUAGE sql STABLE
    AS $$
  select a.traits from countersign_private.incident_act a where a.incident = incident_id and a.traits is not null order by a.id desc limit 1
$$;
ALTER FUNCTION countersign_private.incident_traits(incident_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.input_changes(promotion_id bigint, since bigint) RETURNS TABLE(id text, before text, after text)
    LANGUAGE sql STABLE
    AS $$
  select coalesce(i.id, q.id), i.state || ' ' || i.value || coalesce(' (' || nullif(i.bound, '') || ')', ''),
    q.state || ' ' || q.value || coalesce(' (' || nullif(q.bound, '') || ')', '')
  from (select * from promotion_input x where x.promotion = promotion_id and x.revision = since) i
  full join requirements(promotion_id) q on q.id = i.id
  where (i.state, i.value, i.bound) is distinct from (q.state, q.value, q.bound)
    and exists (select from promotion_input x where x.promotion = promotion_id and x.revision = since)
$$;
ALTER FUNCTION countersign_private.input_changes(promotion_id bigint, since bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.is_as_kept(promotion_id bigint, of_revision bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select sha256(convert_to(countersign_private.decision_text_of(promotion_id), 'UTF8')) = d.digest
  from countersign_private.decision_text d where d.promotion = promotion_id and d.revision = of_revision
$$;
ALTER FUNCTION countersign_private.is_as_kept(promotion_id bigint, of_revision bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.is_closed(incident_id bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select from countersign_private.incident_act a where a.incident = incident_id and a.act = 'close')
$$;
ALTER FUNCTION countersign_private.is_closed(incident_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.is_list_of(said jsonb, words text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select said is null or (jsonb_typeof(said) = 'array'
    and not exists (select from jsonb_array_elements(said) x where jsonb_typeof(x) <> 'string' or x #>> '{}' <> all (words)))
$$;
ALTER FUNCTION countersign_private.is_list_of(said jsonb, words text[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.is_of_team(who text, team text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $_$
  select exists (select from countersign_private.person p left join countersign_private.team t on t.key = p.team
    where p.key = who and (t.is_office or p.team = $2))
$_$;
ALTER FUNCTION countersign_private.is_of_team(who text, team text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.is_serious(traits text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
  select traits && array['health', 'infrastructure', 'fundamental_rights', 'property_environment', 'death', 'widespread']
$$;
ALTER FUNCTION countersign_private.is_serious(traits text[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.is_tier_policy(body bytea) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select coalesce(convert_from(body, 'UTF8')::jsonb ->> 'decides' = 'tiers', false)
$$;
ALTER FUNCTION countersign_private.is_tier_policy(body bytea) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.is_waivable(requirement text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
  select requirement not in ('incident.none', 'stop.none', 'artifact.current', 'tier.set', 'owner.named')
$$;
ALTER FUNCTION countersign_private.is_waivable(requirement text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.keep_decision_text(promotion_id bigint, of_revision bigint) RETURNS void
    LANGUAGE sql
    AS $$
  insert into countersign_private.decision_text (promotion, revision, body, digest, gate_digest, policy_digest)
  select promotion_id, of_revision, x.body, sha256(x.body), countersign_private.gate_digest(promotion_id), countersign_private.policy_digest()
  from (select convert_to(countersign_private.decision_text_of(promotion_id), 'UTF8') as body) x
  on conflict do nothing
$$;
ALTER FUNCTION countersign_private.keep_decision_text(promotion_id bigint, of_revision bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.key_fingerprint(public_key bytea) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
  select 'SHA256:' || rtrim(encode(sha256('\x0000000b'::bytea || convert_to('ssh-ed25519', 'UTF8') || '\x00000020'::bytea || public_key), 'base64'), '=')
$$;
ALTER FUNCTION countersign_private.key_fingerprint(public_key bytea) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.known_artifact(artifact_name text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    AS $$
declare a bigint := (select x.id from artifact x where x.name = artifact_name);
begin
  if a is null then
    perform refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(artifact_name, 120)), '',
      coalesce(format('Did you mean %s?', (select x.name from artifact x order by levenshtein_near(x.name, artifact_name), x.name limit 1)),
               'Register it first.'));
  end if;
  return a;
end $$;
ALTER FUNCTION countersign_private.known_artifact(artifact_name text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.known_environment(environment_key text) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
begin
  if not exists (select from environment e where e.key = environment_key) then
    perform refuse('CS404', 'environment.unknown', format('There is no environment called %s.', left(environment_key, 60)), '',
      'Choose ' || (select string_agg(e.key, ', ' order by e.rank) from environment e) || '.');
  end if;
  return environment_key;
end $$;
ALTER FUNCTION countersign_private.known_environment(environment_key text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.known_in_inbox() RETURNS TABLE(line bigint, id uuid, same boolean)
    LANGUAGE sql STABLE
    SET enable_nestloop TO 'on'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
  select i.line, g.id,
    g.id = i.id and g.metadata_digest = i.metadata_digest and (c.salt is null or g.commitment = sha256(c.salt || i.content_digest))
  from pg_temp.generation_inbox i
  cross join lateral (
    select x.id, x.metadata_digest, x.commitment from generation x
    where x.event_key = i.event_key and x.tenant + 0 = 1 and x.producer = i.producer and x.event_id = i.event_id offset 0) g
  left join lateral (select x.salt from generation_content x where x.tenant = 1 and x.id = g.id offset 0) c on true
$$;
ALTER FUNCTION countersign_private.known_in_inbox() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.known_job(name text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform from countersign_private.schedule_job s where s.name = known_job.name for update;
  if not found then
    perform countersign_private.refuse('CS404', 'schedule.unknown', format('The schedule has no job called %s.', left(coalesce(name, ''), 41)), '',
      'Look at `countersign schedule list`.');
  end if;
end $$;
ALTER FUNCTION countersign_private.known_job(name text) OWNER TO countersign_owner;
CREATE TABLE countersign_private.activity (
    id bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    person text,
    login text NOT NULL,
    act text NOT NULL,
    subject_kind text NOT NULL,
    subject text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL,
    channel text DEFAULT 'sql'::text NOT NULL,
    CONSTRAINT activity_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'command'::text, 'sql'::text])))
);
ALTER TABLE countersign_private.activity OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.leaf_of(r countersign_private.activity) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select jsonb_build_object('leaf', 1, 'kind', 'activity', 'id', r.id, 'recorded_at', r.recorded_at, 'person', r.person, 'login', r.login,
    'act', r.act, 'subject_kind', r.subject_kind, 'subject', r.subject, 'reason_digest', countersign_private.digest_of(r.reason),
    'detail_digest', countersign_private.digest_of(r.detail::text), 'channel', r.channel)
$$;
ALTER FUNCTION countersign_private.leaf_of(r countersign_private.activity) OWNER TO countersign_owner;
CREATE TABLE countersign_private.approval (
    id bigint NOT NULL,
    promotion bigint NOT NULL,
    person text NOT NULL,
    login text NOT NULL,
    approves boolean NOT NULL,
    revision bigint NOT NULL,
    version_digest bytea NOT NULL,
    reason text NOT NULL,
    channel text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT approval_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'command'::text, 'sql'::text])))
);
ALTER TABLE countersign_private.approval OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.leaf_of(r countersign_private.approval) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select jsonb_build_object('leaf', 1, 'kind', 'approval', 'id', r.id, 'promotion', r.promotion, 'person', r.person, 'login', r.login,
    'approves', r.approves, 'revision', r.revision, 'version_digest', encode(r.version_digest, 'hex'),
    'reason_digest', countersign_private.digest_of(r.reason), 'channel', r.channel, 'recorded_at', r.recorded_at)
$$;
ALTER FUNCTION countersign_private.leaf_of(r countersign_private.approval) OWNER TO countersign_owner;
CREATE TABLE countersign_private.evaluation (
    id bigint NOT NULL,
    version bigint NOT NULL,
    suite text NOT NULL,
    metric text NOT NULL,
    value double precision NOT NULL,
    bound double precision,
    at_least boolean DEFAULT true NOT NULL,
    n integer,
    report_digest bytea,
    supplied_by text NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT evaluation_n_check CHECK ((n >= 0))
);
ALTER TABLE countersign_private.evaluation OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.leaf_of(r countersign_private.evaluation) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select jsonb_build_object('leaf', 1, 'kind', 'evaluation', 'id', r.id, 'version', r.version,
    'version_digest', (select encode(v.digest, 'hex') from countersign_private.version v where v.id = r.version),
    'suite', r.suite, 'metric', r.metric, 'value', r.value, 'bound', r.bound, 'at_least', r.at_least, 'n', r.n,
    'report_digest', encode(r.report_digest, 'hex'), 'supplied_by', r.supplied_by, 'effective_at', r.effective_at, 'recorded_at', r.recorded_at)
$$;
ALTER FUNCTION countersign_private.leaf_of(r countersign_private.evaluation) OWNER TO countersign_owner;
CREATE TABLE countersign_private.generation (
    tenant integer DEFAULT 1 NOT NULL,
    id uuid NOT NULL,
    event_key bigint NOT NULL,
    producer text NOT NULL,
    event_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    receipt bigint NOT NULL,
    source text NOT NULL,
    operation text,
    model text NOT NULL,
    model_version text NOT NULL,
    prompt text,
    prompt_version text,
    prompt_id text,
    service text,
    environment text,
    conversation text,
    language text,
    user_facing boolean,
    delivery text DEFAULT 'delivered'::text NOT NULL,
    data_class text,
    tier text NOT NULL,
    tier_rule text NOT NULL,
    tokens_in bigint,
    tokens_out bigint,
    cost_micros bigint,
    currency text,
    latency_micros bigint,
    marks text[] DEFAULT '{}'::text[] NOT NULL,
    metadata_digest bytea NOT NULL,
    commitment bytea NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT generation_data_class_check CHECK ((data_class = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text]))),
    CONSTRAINT generation_delivery_check CHECK ((delivery = ANY (ARRAY['held'::text, 'delivered'::text]))),
    CONSTRAINT generation_tier_check CHECK ((tier = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])))
)
PARTITION BY RANGE (id);
ALTER TABLE countersign_private.generation OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.leaf_of(r countersign_private.generation) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select jsonb_build_object('leaf', 1, 'kind', 'generation', 'id', r.id, 'tenant', r.tenant, 'producer', r.producer,
    'event_id', r.event_id, 'event_key', r.event_key::text, 'at', r.at, 'recorded_at', r.recorded_at, 'receipt', r.receipt,
    'source', r.source, 'operation', r.operation, 'model', r.model, 'model_version', r.model_version, 'prompt', r.prompt,
    'prompt_version', r.prompt_version, 'prompt_id', r.prompt_id, 'service', r.service, 'environment', r.environment,
    'conversation', r.conversation, 'language', r.language, 'user_facing', r.user_facing, 'delivery', r.delivery,
    'data_class', r.data_class, 'tier', r.tier, 'tier_rule', r.tier_rule, 'tokens_in', r.tokens_in, 'tokens_out', r.tokens_out,
    'cost_micros', r.cost_micros, 'currency', r.currency, 'latency_micros', r.latency_micros, 'marks', r.marks)
    || jsonb_build_object('metadata_digest', encode(r.metadata_digest, 'hex'), 'commitment', encode(r.commitment, 'hex'))
$$;
ALTER FUNCTION countersign_private.leaf_of(r countersign_private.generation) OWNER TO countersign_owner;
CREATE TABLE countersign_private.pointer (
    artifact bigint NOT NULL,
    environment text NOT NULL,
    colour text DEFAULT 'blue'::text NOT NULL,
    version bigint NOT NULL,
    weight integer DEFAULT 100 NOT NULL,
    promotion bigint NOT NULL,
    moved_by text NOT NULL,
    reason text NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT pointer_check CHECK ((valid_to > valid_from)),
    CONSTRAINT pointer_colour_check CHECK ((colour = ANY (ARRAY['blue'::text, 'green'::text]))),
    CONSTRAINT pointer_weight_check CHECK (((weight >= 0) AND (weight <= 100)))
);
ALTER TABLE countersign_private.pointer OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.leaf_of(r countersign_private.pointer) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select jsonb_build_object('leaf', 1, 'kind', 'pointer', 'artifact', r.artifact, 'environment', r.environment, 'colour', r.colour,
    'version', r.version,
    'version_digest', (select encode(v.digest, 'hex') from countersign_private.version v where v.id = r.version),
    'weight', r.weight, 'promotion', r.promotion, 'moved_by', r.moved_by, 'reason_digest', countersign_private.digest_of(r.reason),
    'effective_at', r.effective_at, 'recorded_at', r.valid_from)
$$;
ALTER FUNCTION countersign_private.leaf_of(r countersign_private.pointer) OWNER TO countersign_owner;
CREATE TABLE countersign_private.verdict (
    tenant integer DEFAULT 1 NOT NULL,
    id bigint NOT NULL,
    item bigint NOT NULL,
    slot smallint NOT NULL,
    reviewer text NOT NULL,
    login text NOT NULL,
    fence bigint NOT NULL,
    decision text NOT NULL,
    reason text NOT NULL,
    harm text,
    channel text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    supersedes bigint,
    CONSTRAINT verdict_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'command'::text, 'sql'::text]))),
    CONSTRAINT verdict_decision_check CHECK ((decision = ANY (ARRAY['accept'::text, 'mask'::text, 'block'::text, 'escalate'::text])))
);
ALTER TABLE countersign_private.verdict OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.leaf_of(r countersign_private.verdict) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select jsonb_build_object('leaf', 1, 'kind', 'verdict', 'id', r.id, 'tenant', r.tenant, 'item', r.item, 'slot', r.slot,
    'generation', (select i.generation from countersign_private.review_item i where i.tenant = r.tenant and i.id = r.item),
    'reviewer', r.reviewer, 'login', r.login, 'fence', r.fence, 'decision', r.decision, 'reason_digest', countersign_private.digest_of(r.reason),
    'harm_digest', countersign_private.digest_of(r.harm), 'channel', r.channel, 'recorded_at', r.recorded_at)
$$;
ALTER FUNCTION countersign_private.leaf_of(r countersign_private.verdict) OWNER TO countersign_owner;
CREATE TABLE countersign_private.version (
    id bigint NOT NULL,
    artifact bigint NOT NULL,
    number integer NOT NULL,
    label text NOT NULL,
    body bytea NOT NULL,
    digest bytea NOT NULL,
    author text NOT NULL,
    message text NOT NULL,
    parent bigint,
    source text,
    effective_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT version_check CHECK ((digest = sha256(body))),
    CONSTRAINT version_label_check CHECK (((label <> ''::text) AND (length(label) <= 200) AND (label !~ '[[:cntrl:]]'::text) AND (label !~~ 'ENV:%'::text) AND (label !~~ 'sha256:%'::text)))
);
ALTER TABLE countersign_private.version OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.leaf_of(r countersign_private.version) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select jsonb_build_object('leaf', 1, 'kind', 'version', 'id', r.id, 'artifact', r.artifact,
    'artifact_name', (select a.name from countersign_private.artifact a where a.id = r.artifact),
    'artifact_kind', (select a.kind from countersign_private.artifact a where a.id = r.artifact),
    'number', r.number, 'label', r.label, 'digest', encode(r.digest, 'hex'), 'body_digest', encode(sha256(r.body), 'hex'),
    'author', r.author, 'message_digest', countersign_private.digest_of(r.message), 'parent', r.parent, 'source', r.source,
    'pins', (select jsonb_agg(jsonb_build_array(d.on_version, d.role) order by d.on_version, d.role collate "C")
             from countersign_private.dependency d where d.version = r.id),
    'effective_at', r.effective_at, 'recorded_at', r.recorded_at)
$$;
ALTER FUNCTION countersign_private.leaf_of(r countersign_private.version) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.lease(item_id bigint, slot_no smallint, who text) RETURNS TABLE(item bigint, slot integer, fence bigint, until timestamp with time zone)
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
begin return query
  update review_slot s set holder = who, fence = s.fence + 1, lease_until = clock() + q.lease, along = false
  from queue q
  where s.tenant = 1 and s.item = item_id and s.slot = slot_no and q.key = s.queue
  returning s.item, s.slot::integer, s.fence, s.lease_until;
end $$;
ALTER FUNCTION countersign_private.lease(item_id bigint, slot_no smallint, who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.lease_along(item_id bigint, who text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  i countersign_private.review_item;
  mate record;
  s countersign_private.review_slot;
begin
  select * into i from review_item x where x.tenant = 1 and x.id = item_id;
  if i.conversation is null then return; end if;
  for mate in
    select x.id from review_item x
    join review_present p on p.tenant = x.tenant and p.item = x.id and p.state = 'open'
    where x.tenant = 1 and x.conversation = i.conversation and x.id <> i.id
      and p.queue = (select o.queue from review_present o where o.tenant = 1 and o.item = i.id)
      and (select g.producer from generation g where g.tenant = 1 and g.id = x.generation)
        = (select g.producer from generation g where g.tenant = 1 and g.id = i.generation)
      and (select count(*) from review_slot m where m.tenant = 1 and m.item = x.id and m.holder = who) = 0
      and (select count(*) from review_barred b where b.tenant = 1 and b.item = x.id and b.person = who) = 0
    order by p.due, x.id limit 20 loop
    select * into s from review_slot o where o.tenant = 1 and o.item = mate.id and o.state = 'open' and o.lease_until <= clock()
      order by o.slot limit 1 for update skip locked;
    if found then
      perform * from lease(s.item, s.slot, who);
      update review_slot o set along = true where o.tenant = 1 and o.item = s.item and o.slot = s.slot;
    end if;
  end loop;
end $$;
ALTER FUNCTION countersign_private.lease_along(item_id bigint, who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.leaves_now(first bigint, most integer, sealed boolean) RETURNS TABLE(index bigint, kind text, subject text, hash bytea, metadata text, content_holds boolean)
    LANGUAGE sql STABLE
    AS $$
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
ALTER FUNCTION countersign_private.leaves_now(first bigint, most integer, sealed boolean) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.levenshtein_near(one text, other text) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $$
  select abs(length(one) - length(other))
    + (select count(*)::int from regexp_split_to_table(lower(left(one, 80)), '') c where position(c in lower(other)) = 0)
    + (select count(*)::int from regexp_split_to_table(lower(left(other, 80)), '') c where position(c in lower(one)) = 0)
    - case when left(lower(one), 3) = left(lower(other), 3) then 3 else 0 end
$$;
ALTER FUNCTION countersign_private.levenshtein_near(one text, other text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.line_difference(before text[], after text[]) RETURNS SETOF text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
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
ALTER FUNCTION countersign_private.line_difference(before text[], after text[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.lineage_desired(tellers bigint[]) RETURNS TABLE(teller bigint, source bigint, target bigint, job bigint, level text, basis text, type text, subtype text, masking boolean, event bigint)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  with said as (
    select e.*, t.run is not null as is_run,
      max(e.place) filter (where e.is_snapshot and t.run is not null) over w as snapshot,
      max(e.place) filter (where e.declares) over w as declared,
      last_value(e.subject) over (w order by e.place rows between unbounded preceding and unbounded following) as job
    from (select x.*, row_number() over (partition by x.teller order by x.at, x.nanoseconds, x.rank, x.digest) as place
          from lineage_event x where x.teller = any (tellers)) e
    join lineage_teller t on t.id = e.teller
    window w as (partition by e.teller)),
  -- A snapshot is the complete state by itself; what came before no longer counts.
  counting as (select * from said where snapshot is null or place >= snapshot),
  explicit_runs as (select distinct teller from counting where declares and is_run),
  ends as (
    select c.teller, c.job, d.direction, d.node, max(c.id) as event
    from counting c join lineage_event_dataset d on d.event = c.id
    where c.is_run and d.direction in ('in', 'out') and not exists (select from explicit_runs x where x.teller = c.teller)
    group by 1, 2, 3, 4),
  -- A facet replaces the one before as a whole: the last event that has one about a dataset speaks for it.
  columns as (
    select distinct on (c.teller, d.node) c.teller, d.node, c.id as event
    from counting c join lineage_event_dataset d on d.event = c.id and d.direction = 'columns'
    order by c.teller, d.node, c.place desc)
  select i.teller, i.node, o.node, i.job, 'dataset', 'run', null, null, false, greatest(i.event, o.event)
  from ends i join ends o on o.teller = i.teller and o.direction = 'out' where i.direction = 'in'
  union all
  -- Runs merge what their events declare; a job or dataset means only what it declared last.
  select c.teller, e.source, e.target, e.job, e.level, e.basis, e.type, e.subtype, e.masking, min(c.id)
  from counting c join lineage_event_edge e on e.event = c.id and e.basis = 'explicit'
  where c.is_run or c.place = c.declared
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9
  union all
  select c.teller, e.source, e.target, e.job, e.level, e.basis, e.type, e.subtype, e.masking, c.event
  from columns c join lineage_event_edge e on e.event = c.event and e.basis = 'column'
  join lineage_node n on n.id = e.target and coalesce(n.parent, n.id) = c.node
$$;
ALTER FUNCTION countersign_private.lineage_desired(tellers bigint[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.lineage_edge_key(source bigint, target bigint, job bigint, level text, basis text, type text, subtype text, masking boolean) RETURNS bytea
    LANGUAGE sql STABLE
    AS $$
  select sha256(convert_to(jsonb_build_array(source, target, job, level, basis, type, subtype, masking)::text, 'UTF8'))
$$;
ALTER FUNCTION countersign_private.lineage_edge_key(source bigint, target bigint, job bigint, level text, basis text, type text, subtype text, masking boolean) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.lineage_ends(nodes bigint[], at_level text) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
    AS $$
begin
  if at_level = 'dataset' then return nodes; end if;
  return nodes
    || array(select distinct n.parent from countersign_private.lineage_node n where n.id = any (nodes) and n.parent is not null)
    || array(select n.id from countersign_private.lineage_node n where n.parent = any (nodes));
end $$;
ALTER FUNCTION countersign_private.lineage_ends(nodes bigint[], at_level text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.lineage_key(kind text, namespace text, name text, field text) RETURNS bytea
    LANGUAGE sql STABLE
    AS $$
  select sha256(convert_to(jsonb_build_array(kind, namespace, name, field)::text, 'UTF8'))
$$;
ALTER FUNCTION countersign_private.lineage_key(kind text, namespace text, name text, field text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.lineage_node_of(version_id bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  made bigint := (select v.node from lineage_version v where v.version = version_id);
  office text := (select 'countersign://' || c.name from catalog c);
  called text := (select case a.kind when 'embedding_index' then 'index' else a.kind end || '/' || a.name || '@' || v.label
    from version v join artifact a on a.id = v.artifact where v.id = version_id);
begin
  if made is not null then return made; end if;
  insert into lineage_node (key, kind, namespace, name) values (lineage_key('dataset', office, called, null), 'dataset', office, called)
    on conflict do nothing;
  select n.id into made from lineage_node n where n.key = lineage_key('dataset', office, called, null);
  insert into lineage_version (version, node) values (version_id, made) on conflict do nothing;
  return made;
end $$;
ALTER FUNCTION countersign_private.lineage_node_of(version_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.lineage_pins(version_id bigint, on_version_id bigint, since timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  down bigint := lineage_node_of(version_id);
  up bigint := lineage_node_of(on_version_id);
begin
  insert into lineage_edge (edge_key, source, target, level, basis, valid_from)
  values (lineage_edge_key(up, down, null, 'dataset', 'registry', null, null, false), up, down, 'dataset', 'registry', since)
  on conflict do nothing;
end $$;
ALTER FUNCTION countersign_private.lineage_pins(version_id bigint, on_version_id bigint, since timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.lineage_settle(tellers bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  moment timestamptz;
  gone bytea[];
begin
  -- An older snapshot would miss what another session has said since.
  if current_setting('transaction_isolation') = 'repeatable read' then
    perform refuse('CS409', 'lineage.isolation', 'Lineage cannot be taken in at the isolation level repeatable read.', '',
      'Use read committed or serializable.');
  end if;
  perform from lineage_teller t where t.id = any (tellers) order by t.id for no key update;
  -- An edge belongs to a job, or to the dataset that declares it: who settles it holds its row.
  perform from lineage_node n
    where n.id in (select e.subject from lineage_event e where e.teller = any (tellers)) order by n.id for no key update;
  moment := clock();
  if (select sum(pairs) from (
        select count(distinct d.node) filter (where d.direction = 'in') * count(distinct d.node) filter (where d.direction = 'out') as pairs
        from lineage_event e join lineage_event_dataset d on d.event = e.id where e.teller = any (tellers) group by e.teller) x
      where pairs > 1000000) > 0 then
    perform refuse('CS422', 'lineage.too-wide', 'Inputs and outputs of the run make more than 1,000,000 edges.', '', 'Name the edges in a lineage facet.');
  end if;
  with desired as materialized (
    select d.*, lineage_edge_key(d.source, d.target, d.job, d.level, d.basis, d.type, d.subtype, d.masking) as edge_key
    from lineage_desired(tellers) d),
  closed as (
    update lineage_claim c set valid_to = greatest(moment, c.valid_from + interval '1 microsecond')
    where c.teller = any (tellers) and c.valid_to = 'infinity'
      and not exists (select from desired d where d.teller = c.teller and d.edge_key = c.edge_key)
    returning c.edge_key),
  added as (
    insert into lineage_claim (teller, edge_key, event, valid_from)
    select distinct on (d.teller, d.edge_key) d.teller, d.edge_key, d.event, moment from desired d
    where not exists (select from lineage_claim c where c.teller = d.teller and c.edge_key = d.edge_key and c.valid_to = 'infinity')
    order by d.teller, d.edge_key, d.event),
  opened as (
    insert into lineage_edge (edge_key, source, target, job, level, basis, type, subtype, masking, event, valid_from)
    select distinct on (d.edge_key) d.edge_key, d.source, d.target, d.job, d.level, d.basis, d.type, d.subtype, d.masking, d.event, moment
    from desired d where not exists (select from lineage_edge e where e.edge_key = d.edge_key and e.valid_to = 'infinity')
    order by d.edge_key, d.event
    on conflict do nothing)
  select array_agg(distinct edge_key) into gone from closed;
  update lineage_edge e set valid_to = greatest(moment, e.valid_from + interval '1 microsecond')
  where e.edge_key = any (gone) and e.valid_to = 'infinity'
    and not exists (select from lineage_claim c where c.edge_key = e.edge_key and c.valid_to = 'infinity');
  with state as (
    select e.teller,
      (array_agg(e.subject order by e.at desc, e.nanoseconds desc, e.rank desc, e.digest desc))[1] as job,
      (array_agg(e.parent_run order by e.at desc, e.nanoseconds desc, e.rank desc, e.digest desc) filter (where e.parent_run is not null))[1] as parent_run,
      coalesce(lower((array_agg(e.kind order by e.at desc, e.nanoseconds desc, e.rank desc, e.digest desc) filter (where e.rank = 2))[1]),
        case when bool_or(e.kind in ('START', 'RUNNING')) then 'running' else 'known' end) as state,
      min(e.at) filter (where e.kind = 'START') as started_at,
      (array_agg(e.at order by e.at desc, e.nanoseconds desc, e.rank desc, e.digest desc) filter (where e.rank = 2))[1] as ended_at
    from lineage_event e join lineage_teller t on t.id = e.teller and t.run is not null
    where e.teller = any (tellers) group by e.teller),
  changed as (
    select s.*, greatest(moment, o.valid_from + interval '1 microsecond') as since from state s
    left join lineage_run_state o on o.teller = s.teller and o.valid_to = 'infinity'
    where (s.job, s.parent_run, s.state, s.started_at, s.ended_at) is distinct from (o.job, o.parent_run, o.state, o.started_at, o.ended_at)),
  closed as (
    update lineage_run_state o set valid_to = c.since from changed c where o.teller = c.teller and o.valid_to = 'infinity'
    returning o.teller)
  insert into lineage_run_state (teller, job, parent_run, state, started_at, ended_at, valid_from)
  select c.teller, c.job, c.parent_run, c.state, c.started_at, c.ended_at, c.since
  from changed c left join closed x on x.teller = c.teller;
end $$;
ALTER FUNCTION countersign_private.lineage_settle(tellers bigint[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.lineage_step(frontier bigint[], upstream boolean, at_level text, moment timestamp with time zone) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
    AS $$
begin
  if upstream and moment is null then
    return array(select distinct e.source from countersign_private.lineage_edge e
      where e.target = any (frontier) and e.level = at_level and e.valid_to = 'infinity');
  elsif upstream then
    return array(select distinct e.source from countersign_private.lineage_edge e
      where e.target = any (frontier) and e.level = at_level and e.valid_from <= moment and e.valid_to > moment);
  elsif moment is null then
    return array(select distinct e.target from countersign_private.lineage_edge e
      where e.source = any (frontier) and e.level = at_level and e.valid_to = 'infinity');
  else
    return array(select distinct e.target from countersign_private.lineage_edge e
      where e.source = any (frontier) and e.level = at_level and e.valid_from <= moment and e.valid_to > moment);
  end if;
end $$;
ALTER FUNCTION countersign_private.lineage_step(frontier bigint[], upstream boolean, at_level text, moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.link_incident(incident_id bigint, links jsonb, who text) RETURNS integer
    LANGUAGE plpgsql
    AS $$
declare
  l record;
  v record;
  g record;
  place integer := coalesce((select max(x.ordinal) from incident_link x where x.incident = incident_id), 0);
  before constant integer := place;
begin
  for l in select * from jsonb_to_recordset(coalesce(links, '[]')) as x(artifact text, selector text, generation uuid) loop
    if l.generation is not null then
      select x.id, x.commitment into g from generation x where x.tenant = 1 and x.id = l.generation;
      if not found then
        perform refuse('CS404', 'generation.unknown', format('There is no generation %s.', l.generation), '', 'Check its id.');
      end if;
      insert into incident_link (incident, ordinal, kind, subject, generation, digest, added_by)
      values (incident_id, place + 1, 'generation', g.id::text, g.id, g.commitment, who) on conflict do nothing;
    else
      select a.id as artifact, a.name || '@' || x.label as name, x.digest into v
        from version x join artifact a on a.id = x.artifact where x.id = find_version(l.artifact, l.selector);
      perform take_artifact(v.artifact);
      insert into incident_link (incident, ordinal, kind, subject, artifact, digest, added_by)
      values (incident_id, place + 1, 'version', v.name, v.artifact, v.digest, who) on conflict do nothing;
    end if;
    if found then place := place + 1; end if;
  end loop;
  return place - before;
end $$;
ALTER FUNCTION countersign_private.link_incident(incident_id bigint, links jsonb, who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.make_login(login text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  if not exists (select from pg_roles where rolname = login) then
    execute format('create role %I login', login);
  end if;
end $$;
ALTER FUNCTION countersign_private.make_login(login text) OWNER TO countersign_owner;
CREATE PROCEDURE countersign_private.make_views(IN name text, IN body text)
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create view countersign.%I as %s', name,
    regexp_replace(regexp_replace(body,
      '\{now (\w+)\}', '(\1.valid_to = ''infinity'' and (select countersign_private.present_only()))', 'g'),
      '\{fact (\w+)\}', '((select countersign_private.present_only()))', 'g'));
  execute format('create view countersign_past.%I as %s', name,
    regexp_replace(regexp_replace(body,
      '\{now (\w+)\}', '(\1.valid_from <= (select countersign.as_of()) and \1.valid_to > (select countersign.as_of()))', 'g'),
      '\{fact (\w+)\}', '(\1.recorded_at <= (select countersign.as_of()))', 'g'));
  execute format('alter view countersign.%I owner to countersign_reader', name);
  execute format('alter view countersign_past.%I owner to countersign_reader', name);
end $$;
ALTER PROCEDURE countersign_private.make_views(IN name text, IN body text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.mark_world(mark text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('comment on database %I is %L', current_database(), mark);
end $$;
ALTER FUNCTION countersign_private.mark_world(mark text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.masked_text(generation_id uuid) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
declare
  body constant jsonb := (select convert_from(c.body, 'UTF8')::jsonb from countersign_private.generation_content c where c.tenant = 1 and c.id = generation_id);
  whole text;
  span record;
  covered boolean := false;
begin
  if body is null then return null; end if;
  select string_agg(t.words, '' order by t.m, t.p) into whole from (
    select m.n as m, p.n as p, coalesce(p.part ->> 'content', '') as words
    from jsonb_array_elements(coalesce(body -> 'output', '[]')) with ordinality m (message, n)
    cross join lateral jsonb_array_elements(case when jsonb_typeof(m.message -> 'parts') = 'array' then m.message -> 'parts'
      else jsonb_build_array(jsonb_build_object('type', 'text', 'content', m.message ->> 'content')) end) with ordinality p (part, n)
    where coalesce(p.part ->> 'type', 'text') in ('text', 'reasoning')) t;
  if whole is null then return ''; end if;
  for span in
    select greatest((s ->> 'start')::int, 0) as start, least((s ->> 'end')::int, length(whole)) as stop
    from countersign_private.flag f cross join lateral jsonb_array_elements(f.spans) s
    where f.tenant = 1 and f.generation = generation_id and f.side = 'output' and coalesce(f.verdict, 'flagged') = 'flagged' loop
    if span.stop > span.start then
      covered := true;
      whole := overlay(whole placing repeat('█', span.stop - span.start) from span.start + 1 for span.stop - span.start);
    end if;
  end loop;
  return case when covered then whole else repeat('█', length(whole)) end;
end $$;
ALTER FUNCTION countersign_private.masked_text(generation_id uuid) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.moment() RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select coalesce(pinned, clock_timestamp() + coalesce(shift, interval '0')) from catalog
$$;
ALTER FUNCTION countersign_private.moment() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.move_fact(fact_id bigint, state text, owner text, due timestamp with time zone, asked_by text, question text, answer bigint, cause text DEFAULT ''::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare at timestamptz;
begin
  update countersign_private.fact_state s set valid_to = greatest(countersign_private.clock(), s.valid_from + interval '1 microsecond')
    where s.fact = fact_id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into countersign_private.fact_state (fact, state, owner, due, asked_by, question, answer, cause, valid_from)
  values (fact_id, state, owner, due, asked_by, question, answer, cause, coalesce(at, countersign_private.clock()));
end $$;
ALTER FUNCTION countersign_private.move_fact(fact_id bigint, state text, owner text, due timestamp with time zone, asked_by text, question text, answer bigint, cause text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.needs_key(environment text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select coalesce((select r.needs_key from countersign_private.signature_rule r
    where r.environment = needs_key.environment and r.valid_to = 'infinity'), false)
$$;
ALTER FUNCTION countersign_private.needs_key(environment text) OWNER TO countersign_owner;
CREATE TABLE countersign_private.snapshot (
    id bigint NOT NULL,
    quarter text NOT NULL,
    starts timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    zone text NOT NULL,
    corrects bigint,
    opened_by text NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT snapshot_check CHECK ((ends > starts))
);
ALTER TABLE countersign_private.snapshot OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.newest_snapshot(of_quarter text) RETURNS countersign_private.snapshot
    LANGUAGE sql STABLE
    AS $$
  select s from countersign_private.snapshot s where s.quarter = of_quarter order by s.id desc limit 1
$$;
ALTER FUNCTION countersign_private.newest_snapshot(of_quarter text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.next_due(every interval, at_time time without time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
  select case when next_due.at_time is null then clock_timestamp() + next_due.every
    else (select case when today.at > clock_timestamp() then today.at
                      else (((clock_timestamp() at time zone c.time_zone)::date + 1) + next_due.at_time) at time zone c.time_zone end
          from countersign_private.catalog c
          cross join lateral (select ((clock_timestamp() at time zone c.time_zone)::date + next_due.at_time) at time zone c.time_zone as at) today)
  end
$$;
ALTER FUNCTION countersign_private.next_due(every interval, at_time time without time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.office_facts(starts timestamp with time zone, ends timestamp with time zone) RETURNS SETOF countersign_private.found_fact
    LANGUAGE sql STABLE
    AS $$
  select '', 'right', coalesce(a.subject, '') || '/' || coalesce(a.detail ->> 'role', '') || '/' || a.id, a.recorded_at, a.recorded_at, 'activity:' || a.id, leaf_of(a)::text,
    jsonb_build_object('person', a.subject, 'login', a.detail ->> 'login', 'right', a.detail ->> 'role', 'granted_by', a.person, 'reason', a.reason)
  from activity a where a.act = 'right.grant' and a.recorded_at < ends
  union all
  select case when a.subject_kind = 'artifact' then a.subject else '' end, 'act', a.id::text, a.recorded_at, a.recorded_at, 'activity:' || a.id, leaf_of(a)::text,
    jsonb_build_object('act', a.act, 'about', a.subject_kind || ' ' || a.subject, 'person', a.person, 'reason', a.reason, 'channel', a.channel)
  from activity a where a.recorded_at >= starts and a.recorded_at < ends
    and a.act in ('artifact.retire', 'team.add', 'snapshot.open', 'snapshot.freeze', 'pack.issue', 'erasure', 'incident.open', 'incident.close')
$$;
ALTER FUNCTION countersign_private.office_facts(starts timestamp with time zone, ends timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_artifact_state_ages_facts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  perform age_facts(new.artifact, format('What %s is for, or whether it is in use, was changed.',
    (select a.name from artifact a where a.id = new.artifact)));
  return null;
end $$;
ALTER FUNCTION countersign_private.on_artifact_state_ages_facts() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_change_of_a_fact() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform countersign_private.refuse('CS403', 'fact.immutable',
    format('Rows of %s are facts: they are never changed or removed.', tg_table_name),
    format('A %s was tried.', lower(tg_op)), 'Record a new fact that corrects the old one.');
  return null;
end $$;
ALTER FUNCTION countersign_private.on_change_of_a_fact() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_change_of_a_leaf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' and old.hash is null and new.hash is not null
     and (new.index, new.kind, new.subject) = (old.index, old.kind, old.subject) then
    return new;
  end if;
  perform countersign_private.refuse('CS403', 'fact.immutable', 'Leaves of the log are facts: a hash is set once.',
    format('A %s was tried.', lower(tg_op)), 'Nothing needs to be done.');
  return null;
end $$;
ALTER FUNCTION countersign_private.on_change_of_a_leaf() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_change_of_a_span() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' and old.valid_to = 'infinity' and new.valid_to <> 'infinity' and new.valid_to > old.valid_from
     and to_jsonb(new) - 'valid_to' = to_jsonb(old) - 'valid_to' then
    return new;
  end if;
  perform countersign_private.refuse('CS403', 'fact.immutable',
    format('Rows of %s are facts: only their end can be set, once.', tg_table_name),
    format('A %s was tried.', lower(tg_op)), 'Record a new fact that corrects the old one.');
  return null;
end $$;
ALTER FUNCTION countersign_private.on_change_of_a_span() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_change_of_a_token() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' and new.valid_to < old.valid_to and to_jsonb(new) - 'valid_to' = to_jsonb(old) - 'valid_to' then
    return new;
  end if;
  perform countersign_private.refuse('CS403', 'fact.immutable', 'A token can only end, and sooner.',
    format('A %s was tried.', lower(tg_op)), 'Rotate it, or revoke it.');
  return null;
end $$;
ALTER FUNCTION countersign_private.on_change_of_a_token() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_fact_of_a_frozen_snapshot() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (select from countersign_private.snapshot_frozen f where f.snapshot = new.snapshot) then
    perform countersign_private.refuse('CS403', 'snapshot.frozen', format('Snapshot %s is frozen.', new.snapshot), '',
      'Open a new one that corrects it.');
  end if;
  return new;
end $$;
ALTER FUNCTION countersign_private.on_fact_of_a_frozen_snapshot() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_generations_are_observed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare now_is constant timestamptz := clock();
begin
  with batch as materialized (
    select x.tenant, x.kind, x.name, x.label, x.environment, min(x.at) as first_at, least(max(x.at), now_is) as last_at
    from (select g.tenant, k.kind, case k.kind when 'model' then g.model else g.prompt end as name,
            case k.kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end as label, coalesce(g.environment, '') as environment, g.at
          from arrived g cross join (values ('model'), ('prompt')) k (kind) where k.kind = 'model' or g.prompt is not null) x
    group by 1, 2, 3, 4, 5),
  fresh as (
    insert into version_observed (tenant, kind, name, label, environment, first_at, last_at)
    select b.tenant, b.kind, b.name, b.label, b.environment, least(b.first_at, b.last_at), b.last_at from batch b
    where not exists (select from version_observed o where (o.tenant, o.kind, o.name, o.label, o.environment) = (b.tenant, b.kind, b.name, b.label, b.environment))
    order by 1, 2, 3, 4, 5
    on conflict do nothing),
  -- Whoever updates it at the same moment writes nearly the same.
  stale as (
    select o.tenant, o.kind, o.name, o.label, o.environment, b.last_at
    from version_observed o join batch b on (o.tenant, o.kind, o.name, o.label, o.environment) = (b.tenant, b.kind, b.name, b.label, b.environment)
    where o.last_at < b.last_at - interval '10 minutes' order by 1, 2, 3, 4, 5 for update of o skip locked)
  update version_observed o set last_at = s.last_at from stale s
    where (o.tenant, o.kind, o.name, o.label, o.environment) = (s.tenant, s.kind, s.name, s.label, s.environment);
  return null;
end $$;
ALTER FUNCTION countersign_private.on_generations_are_observed() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_lowering_of_a_tier() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare before countersign_private.artifact_state;
begin
  select * into before from countersign_private.artifact_state s where s.artifact = new.artifact order by s.valid_from desc limit 1;
  if before.artifact is null or countersign_private.tier_rank(new.tier) >= countersign_private.tier_rank(before.tier)
     or before.tier is null and not exists (select from countersign_private.promotion p join countersign_private.version v on v.id = p.version
                                            where v.artifact = new.artifact) then
    return new;
  end if;
  if not exists (select from countersign_private.confirmation c join countersign_private.confirmation_state s on s.confirmation = c.id
      and s.valid_to = 'infinity' and s.state = 'confirmed' and s.changed_by = new.changed_by and s.xid = pg_current_xact_id()
    where c.act = 'tier.lower' and c.artifact = new.artifact and c.subject = new.tier) then
    perform countersign_private.refuse('CS403', 'tier.lowering',
      format('%s is of tier %s: nobody lowers it to %s alone.', (select a.name from countersign_private.artifact a where a.id = new.artifact),
        coalesce(before.tier, 'high, as none is set'), new.tier),
      'Fewer signatures would be needed.', 'Ask for it with `countersign registry tier`; the AI office confirms.');
  end if;
  return new;
end $$;
ALTER FUNCTION countersign_private.on_lowering_of_a_tier() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_pin_in_lineage() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform countersign_private.lineage_pins(new.version, new.on_version, (select v.recorded_at from countersign_private.version v where v.id = new.version));
  return null;
end $$;
ALTER FUNCTION countersign_private.on_pin_in_lineage() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_pointer_ages_facts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  cause text;
begin
  if new.environment <> 'production' then return null; end if;
  cause := format('%s@%s went to production.', (select a.name from artifact a where a.id = new.artifact),
    (select v.label from version v where v.id = new.version));
  perform age_facts(new.artifact, cause);
  perform age_users(new.artifact, cause);
  return null;
end $$;
ALTER FUNCTION countersign_private.on_pointer_ages_facts() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_pointer_balances() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  other countersign_private.pointer;
begin
  if new.valid_to < 'infinity' then return null; end if;
  select * into other from pointer p where p.artifact = new.artifact and p.environment = new.environment and p.colour <> new.colour
    and p.valid_to = 'infinity';
  if found and other.weight <> 100 - new.weight then
    update pointer p set valid_to = greatest(new.valid_from, p.valid_from + interval '1 microsecond')
      where p.artifact = new.artifact and p.environment = new.environment and p.colour = other.colour and p.valid_to = 'infinity';
    if new.weight < 100 then
      insert into pointer (artifact, environment, colour, version, weight, promotion, moved_by, reason, effective_at, valid_from)
      values (other.artifact, other.environment, other.colour, other.version, 100 - new.weight, other.promotion, new.moved_by, new.reason,
        new.effective_at, greatest(new.valid_from, other.valid_from + interval '1 microsecond'));
    end if;
  elsif not found and new.weight < 100 then
    perform refuse('CS409', 'pointer.weights', 'Nothing serves beside it: the weights would not add up to 100.', '',
      'Ask for a promotion that takes all traffic.');
  end if;
  if not exists (select from pointer p where p.artifact = new.artifact and p.environment = new.environment and p.version = new.version
                 and p.valid_to = new.valid_from) then
    perform touch_promotions(p.version) from promotion p join version v on v.id = p.version
      join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
      where v.artifact = new.artifact and p.environment = new.environment order by p.version;
  end if;
  return null;
end $$;
ALTER FUNCTION countersign_private.on_pointer_balances() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_review_done() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  insert into review_outcome (item, generation, delivery, decision, harm, verdict, settled_at, leaves_at)
    select new.item, i.generation, g.delivery, v.decision, v.harm, v.id, new.valid_from, new.valid_from + undo_time() + interval '5 seconds'
    from review_item i join generation g on g.tenant = i.tenant and g.id = i.generation
    cross join lateral (select x.* from standing_verdict x where x.tenant = 1 and x.item = i.id and x.decision <> 'escalate'
      order by x.slot = 0 desc, x.id desc limit 1) v
    where i.tenant = 1 and i.id = new.item;
  return null;
end $$;
ALTER FUNCTION countersign_private.on_review_done() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_revision() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  if exists (select from promotion_state s where s.promotion = new.promotion and s.state = 'open' and s.valid_to = 'infinity')
     and exists (select from promotion_revision r where r.promotion = new.promotion and r.revision = new.revision) then
    perform keep_decision_text(new.promotion, new.revision);
  end if;
  return null;
end $$;
ALTER FUNCTION countersign_private.on_revision() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_revision_is_opened() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  if not exists (select from promotion_state s where s.promotion = new.promotion and s.valid_to = 'infinity' and s.state = 'open') then
    return null;
  end if;
  insert into promotion_input (promotion, revision, id, state, value, bound)
  select new.promotion, new.revision, r.id, r.state, r.value, r.bound from requirements(new.promotion) r
  on conflict do nothing;
  return null;
end $$;
ALTER FUNCTION countersign_private.on_revision_is_opened() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_signature_for_another() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
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
ALTER FUNCTION countersign_private.on_signature_for_another() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_signature_of_the_held() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  held bigint := (select countersign_private.held_by(v.artifact) from countersign_private.promotion p
    join countersign_private.version v on v.id = p.version where p.id = new.promotion);
begin
  if new.approves and held is not null then
    perform countersign_private.refuse('CS409', 'incident.holds', format('Incident %s holds this artifact.', held),
      'Art. 73(6) of the AI Act: nothing is altered before the authority knows.', 'Report and close the incident first.');
  end if;
  return new;
end $$;
ALTER FUNCTION countersign_private.on_signature_of_the_held() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_system_version() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  said jsonb;
  off text;
begin
  if (select a.kind from artifact a where a.id = new.artifact) <> 'system' then return new; end if;
  said := convert_from(new.body, 'UTF8')::jsonb;
  if jsonb_typeof(said) <> 'object' then
    perform refuse('CS422', 'system.body', 'The body of a system must be an object.', '', 'Look at the manual for its members.');
  end if;
  off := case
    when coalesce(said ->> 'operator_role', '') not in
      ('provider', 'deployer', 'both', 'importer', 'distributor', 'authorised_representative') then 'operator_role'
    when not is_list_of(said -> 'annex_iii_points', array['1a', '1b', '1c', '2', '3a', '3b', '3c', '3d', '4a', '4b', '5a', '5b',
      '5c', '5d', '6a', '6b', '6c', '6d', '6e', '7a', '7b', '7c', '7d', '8a', '8b', 'annex_i', 'none']) then 'annex_iii_points'
    when not is_list_of(said -> 'exemption', array['narrow_procedural_task', 'improves_human_result',
      'detects_patterns_human_reviews', 'preparatory_task']) then 'exemption'
    when coalesce(said ->> 'field_of_use', 'other') not in ('other', 'law_enforcement', 'migration_asylum_border') then 'field_of_use'
    when coalesce(said ->> 'status', 'in_service') not in ('on_market', 'in_service', 'no_longer', 'recalled') then 'status'
    when jsonb_typeof(coalesce(said -> 'profiles_natural_persons', 'false')) <> 'boolean' then 'profiles_natural_persons'
    when jsonb_typeof(coalesce(said -> 'public_deployer', 'false')) <> 'boolean' then 'public_deployer'
  end;
  if off is not null then
    perform refuse('CS422', 'system.body', format('The member %s of a system''s body is missing or is none of the known words.', off),
      '', 'Look at the manual for the words.');
  end if;
  if said -> 'profiles_natural_persons' = 'true' and jsonb_array_length(coalesce(said -> 'exemption', '[]')) > 0 then
    perform refuse('CS422', 'system.profiling', 'A system of Annex III that profiles natural persons cannot be exempted.',
      'Article 6(3), last subparagraph, of Regulation (EU) 2024/1689: it is always high-risk.', 'Leave out the exemption and file section A.');
  end if;
  return new;
end $$;
ALTER FUNCTION countersign_private.on_system_version() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_undone() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  if exists (select from verdict v where v.tenant = new.tenant and v.id = new.verdict and v.recorded_at + undo_time() + interval '3 seconds' < clock()) then
    perform refuse('CS409', 'review.undo-late', 'The time to undo ran out before this was committed.', 'Its outcome may have left.', 'Correct the verdict.');
  end if;
  return null;
end $$;
ALTER FUNCTION countersign_private.on_undone() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_version_ages_facts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  perform age_facts(new.artifact, format('%s@%s was registered.', (select a.name from artifact a where a.id = new.artifact), new.label));
  return null;
end $$;
ALTER FUNCTION countersign_private.on_version_ages_facts() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_version_in_lineage() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform countersign_private.lineage_node_of(new.id);
  return null;
end $$;
ALTER FUNCTION countersign_private.on_version_in_lineage() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_version_of_its_kind() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  kind constant text := (select a.kind from artifact a where a.id = new.artifact);
  fault constant text := body_fault(kind, convert_from(new.body, 'UTF8')::jsonb);
begin
  if fault is not null then
    perform refuse('CS422', 'version.of-kind', fault, '', 'Look at `countersign registry register --help`, or choose another kind.');
  end if;
  return new;
end $$;
ALTER FUNCTION countersign_private.on_version_of_its_kind() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_version_pins() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
declare
  body constant jsonb := convert_from(new.body, 'UTF8')::jsonb;
  pinned text[];
  missing text;
begin
  if jsonb_typeof(body) <> 'object' or not body ?| array['pins', 'snippets'] then return null; end if;
  pinned := array(select a.name || '@' || v.label from dependency d join version v on v.id = d.on_version join artifact a on a.id = v.artifact
    where d.version = new.id);
  select x.name into missing from (
    select coalesce(case jsonb_typeof(y) when 'object' then y ->> 'version' else y #>> '{}' end, '') as name
    from jsonb_array_elements(case when jsonb_typeof(body -> 'pins') = 'array' then body -> 'pins' else '[]' end
      || case when jsonb_typeof(body -> 'snippets') = 'array' then body -> 'snippets' else '[]' end) y) x
    where x.name <> all (pinned) limit 1;
  if missing is not null then
    perform refuse('CS422', 'version.not-pinned', format('The body names %s and does not pin it.', left(missing, 200)),
      'What a version rests on is an exact version.', 'Pin it: --pin ROLE=ARTIFACT@VERSION.');
  end if;
  return null;
end $$;
ALTER FUNCTION countersign_private.on_version_pins() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.on_write_in_the_past() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform countersign_private.refuse_if_as_of();
  return null;
end $$;
ALTER FUNCTION countersign_private.on_write_in_the_past() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.open_confirmation(act text, artifact_id bigint, environment text, subject text, words text, who text, reason text, within interval) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_variable
declare
  made bigint;
  at timestamptz := clock();
begin
  if exists (select from confirmation c join confirmation_state s on s.confirmation = c.id and s.valid_to = 'infinity' and s.state = 'open'
             where c.artifact = artifact_id and c.act = open_confirmation.act and c.act <> 'rollback' and c.subject = open_confirmation.subject) then
    perform refuse('CS409', 'confirmation.open', 'The same waits for a second person already.', words, 'Look at `countersign confirmation list`.');
  end if;
  insert into confirmation (act, artifact, environment, subject, words, asked_by, reason, due)
  values (act, artifact_id, environment, subject, words, who, reason, at + within) returning id into made;
  insert into confirmation_state (confirmation, state, changed_by, reason, valid_from) values (made, 'open', who, reason, at);
  return made;
end $$;
ALTER FUNCTION countersign_private.open_confirmation(act text, artifact_id bigint, environment text, subject text, words text, who text, reason text, within interval) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.person_has_role(who text, name text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select from countersign_private.person_login l join pg_catalog.pg_roles r on r.rolname = l.login
    where l.person = who and pg_has_role(r.oid, 'countersign_' || name, 'member'))
$$;
ALTER FUNCTION countersign_private.person_has_role(who text, name text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.person_here() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select person from person_login where login = session_user
$$;
ALTER FUNCTION countersign_private.person_here() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.pointer_subject(r countersign_private.pointer) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select r.artifact || '/' || r.environment || '/' || r.colour || '/' || (extract(epoch from r.valid_from) * 1000000)::bigint
$$;
ALTER FUNCTION countersign_private.pointer_subject(r countersign_private.pointer) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.policy_digest() RETURNS bytea
    LANGUAGE sql STABLE
    AS $$
  select sha256(convert_to(string_agg(p.proname || E'\n' || p.prosrc, E'\n' order by p.proname collate "C", p.prosrc collate "C"), 'UTF8'))
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'countersign_private'
    and (p.proname in ('why_not_sign', 'signatures_needed') or p.proname like '%requirement%')
$$;
ALTER FUNCTION countersign_private.policy_digest() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.present_only() RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
begin
  if nullif(current_setting('countersign.as_of', true), '') is not null then
    raise exception using errcode = 'CS409', constraint = 'as-of.present-view',
      message = 'This view shows the present, and the connection is set to a past moment.',
      hint = 'Call countersign.set_as_of(null), or name views without a schema.';
  end if;
  return true;
end $$;
ALTER FUNCTION countersign_private.present_only() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.promotion_facts(starts timestamp with time zone, ends timestamp with time zone) RETURNS SETOF countersign_private.found_fact
    LANGUAGE sql STABLE
    AS $$
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
$$;
ALTER FUNCTION countersign_private.promotion_facts(starts timestamp with time zone, ends timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.quarter_content(starts timestamp with time zone, ends timestamp with time zone) RETURNS TABLE(ordinal bigint, scope text, kind text, subject text, effective_at timestamp with time zone, recorded_at timestamp with time zone, body text)
    LANGUAGE sql STABLE
    SET "TimeZone" TO 'UTC'
    SET extra_float_digits TO '1'
    SET jit TO 'off'
    AS $$
  select row_number() over (order by f.scope collate "C", f.kind collate "C", f.effective_at, f.subject collate "C") - 1,
    f.scope, f.kind, f.subject, f.effective_at, f.recorded_at,
    countersign_private.canonical(jsonb_strip_nulls(f.body || jsonb_build_object('kind', f.kind, 'scope', f.scope, 'subject', f.subject,
      'effective_at', countersign_private.rfc3339(f.effective_at), 'recorded_at', countersign_private.rfc3339(f.recorded_at),
      'recorded_late', f.recorded_at >= ends, 'carried', f.effective_at < starts, 'leaf', f.leaf_name,
      'leaf_hash', encode(sha256('\x00'::bytea || convert_to(f.leaf, 'UTF8')), 'hex'))))
  from (
    select * from countersign_private.registry_facts(starts, ends)
    union all select * from countersign_private.promotion_facts(starts, ends)
    union all select * from countersign_private.office_facts(starts, ends)
    union all select * from countersign_private.review_facts(starts, ends)
    union all select * from countersign_private.traffic_facts(starts, ends)
    union all select * from countersign_private.incident_facts(starts, ends)
    union all select * from countersign_private.stated_facts(starts, ends)
    union all select g.scope, 'gap', g.scope || ': ' || g.what, starts, starts, null, null,
      jsonb_build_object('what', g.what, 'owner', g.owner, 'remedy', g.remedy)
      from countersign_private.quarter_gaps(starts, ends) g where not g.stops) f
$$;
ALTER FUNCTION countersign_private.quarter_content(starts timestamp with time zone, ends timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.quarter_gaps(starts timestamp with time zone, ends timestamp with time zone) RETURNS TABLE(stops boolean, owner text, scope text, what text, remedy text)
    LANGUAGE sql STABLE
    AS $$
  select true, null::text, '', 'The quarter is not over.', 'Freeze it after its end.' where ends > countersign_private.clock()
  union all
  select true, null, '', format('Review items of queue %s that are not decided: %s.', i.queue, count(*)), 'Work the queue: countersign review list.'
  from review_item i join review_present p on p.tenant = i.tenant and p.item = i.id
  where i.tenant = 1 and i.arrived_at >= starts and i.arrived_at < ends and p.state <> 'done' and i.tier = 'high' group by i.queue
  union all
  select true, i.opened_by, '', format('Incident %s: %s was not answered by %s.', i.id, c.duty, rfc3339(c.due_at)), 'Record the report: countersign incident report.'
  from incident i join lateral (select distinct on (x.duty) x.duty, x.due_at from incident_clock x where x.incident = i.id order by x.duty, x.due_at) c on true
  where c.due_at >= starts and c.due_at < least(ends, clock())
    and not exists (select from incident_act a where a.incident = i.id and a.duty = c.duty)
  union all
  select false, s.owner, a.name, g.what, g.remedy
  from artifact a join artifact_state s on s.artifact = a.id and s.valid_to = 'infinity'
  cross join lateral (
    select 'Nobody owns it.' as what, 'Register its next version with --owner.' as remedy where s.owner is null
    union all select 'Its risk tier is not set.', 'Register its next version with --tier.' where s.tier is null
    union all select 'Its purpose is not said.', 'Register its next version with --purpose.' where btrim(s.purpose) = ''
    union all select 'What it served was never evaluated.', 'Record the figures of its evaluation suite.' where a.kind in ('model', 'prompt', 'chain')
      and not exists (select from evaluation e join version v on v.id = e.version where v.artifact = a.id and e.effective_at < ends)) g
  where exists (select from pointer p where p.artifact = a.id and p.environment = 'production' and p.effective_at < ends and p.valid_to > starts)
  union all
  select false, null, '', format('%s@%s answered %s calls and is not registered.', t.body ->> 'model', t.body ->> 'model_version', sum((t.body ->> 'calls')::bigint)),
    'Register it: countersign registry register.'
  from traffic_facts(starts, ends) t where not (t.body ->> 'registered')::boolean group by t.body ->> 'model', t.body ->> 'model_version'
  union all
  select false, s.owner, a.name, format('%s was asked for and not answered.', f.key), 'Answer it: countersign fact set.'
  from fact f join artifact a on a.id = f.artifact join fact_state s on s.fact = f.id and s.valid_to = 'infinity' and s.state = 'asked'
  where s.valid_from < ends
  union all
  select false, p.requested_by, a.name, format('Promotion %s is still open.', p.id), 'Sign or reject it: countersign promote show.'
  from promotion p join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
  join version v on v.id = p.version join artifact a on a.id = v.artifact where p.effective_at >= starts and p.effective_at < ends
$$;
ALTER FUNCTION countersign_private.quarter_gaps(starts timestamp with time zone, ends timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.quarter_of(moment timestamp with time zone, zone text, first_month integer) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select to_char(m, 'YYYY') || 'Q' || to_char(m, 'Q') from (select (moment at time zone zone) - make_interval(months => first_month - 1) as m) x
$$;
ALTER FUNCTION countersign_private.quarter_of(moment timestamp with time zone, zone text, first_month integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.quarter_span(quarter text, zone text, first_month integer) RETURNS TABLE(starts timestamp with time zone, ends timestamp with time zone)
    LANGUAGE plpgsql STABLE
    AS $_$
declare first timestamp;
begin
  if quarter is null or quarter !~ '^[0-9]{4}Q[1-4]$' then
    perform countersign_private.refuse('CS422', 'quarter.name', 'A quarter is named like 2026Q4.', '', 'Name one.');
  end if;
  first := make_timestamp(left(quarter, 4)::integer, first_month, 1, 0, 0, 0) + make_interval(months => 3 * (right(quarter, 1)::integer - 1));
  return query select first at time zone zone, (first + interval '3 months') at time zone zone;
end $_$;
ALTER FUNCTION countersign_private.quarter_span(quarter text, zone text, first_month integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.queue_items(items countersign_private.item_to_queue[], arrived timestamp with time zone) RETURNS void
    LANGUAGE sql
    AS $$
  with item as (
    insert into countersign_private.review_item (generation, queue, tier, rule, reasons, conversation, needed, arrived_at, due)
    select x.generation, x.queue, x.tier, x.rule, x.reasons, x.conversation, x.needed, arrived, countersign_private.due_of(x.queue, arrived, x.due_after)
    from unnest(items) with ordinality x order by x.ordinality
    returning id, queue, due, tier, needed),
  present as (
    insert into countersign_private.review_present (item, queue, due, tier, needed, state) select id, queue, due, tier, needed, 'open' from item),
  past as (
    insert into countersign_private.review_state (item, queue, due, state, decided, valid_from) select id, queue, due, 'open', 0, arrived from item)
  insert into countersign_private.review_slot (item, slot, queue, due)
    select id, slot, queue, due from item cross join lateral generate_series(1, needed) slot
$$;
ALTER FUNCTION countersign_private.queue_items(items countersign_private.item_to_queue[], arrived timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.quoted(words text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
  select coalesce(string_agg('  | ' || countersign_private.visible(x), E'\n' order by place), '  |') from unnest(string_to_array(words, E'\n')) with ordinality y (x, place)
$$;
ALTER FUNCTION countersign_private.quoted(words text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.reach_of_stop(artifact_id bigint, version_id bigint) RETURNS TABLE(version bigint)
    LANGUAGE sql STABLE
    AS $$
  with recursive reached (version) as (
    select v.id from version v where v.artifact = artifact_id and (version_id is null or v.id = version_id)
    union
    select d.version from reached r join dependency d on d.on_version = r.version)
  select r.version from reached r
$$;
ALTER FUNCTION countersign_private.reach_of_stop(artifact_id bigint, version_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.reasons_in_inbox() RETURNS TABLE(line bigint, reasons text[])
    LANGUAGE sql STABLE
    AS $$
  select line, array_agg(words order by place, words) from (
    select line, min(place) as place, words from (
      select f.line, 3 - flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score) - coalesce(f.score, 0) / 2 as place,
        left(f.category, 60) || coalesce(' ' || ltrim(round(f.score::numeric, 2)::text, '0'), '') as words
      from pg_temp.flag_inbox f left join flag_category m on m.sent = lower(f.category)
      where flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score) > 0
      union all
      select f.line, 0, 'judges disagree on ' || left(f.category, 60)
      from pg_temp.flag_inbox f left join flag_category m on m.sent = lower(f.category)
      where f.verdict in ('clear', 'flagged') and coalesce(m.weight, 1) > 0
      group by f.line, f.side, f.category having count(distinct f.verdict) > 1
      union all
      select r.line, 0, 'red data from ' || left(coalesce(r.dataset, r.index_name), 60)
      from pg_temp.retrieval_inbox r where r.data_class = 'red') given
    group by line, words) once
  group by line
$$;
ALTER FUNCTION countersign_private.reasons_in_inbox() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.record_activity(act text, subject_kind text, subject text, reason text DEFAULT ''::text, detail jsonb DEFAULT '{}'::jsonb, channel text DEFAULT 'sql'::text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
  here constant text := session_user;
  line bigint;
begin
  insert into countersign_private.activity (person, login, act, subject_kind, subject, reason, detail, channel)
  values (countersign_private.person_here(), here, act, subject_kind, subject, reason, detail, channel)
  returning id into line;
  return line;
end $$;
ALTER FUNCTION countersign_private.record_activity(act text, subject_kind text, subject text, reason text, detail jsonb, channel text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.refuse(state text, code text, happened text, because text DEFAULT ''::text, remedy text DEFAULT ''::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  raise exception using errcode = state, constraint = code, message = happened, detail = because, hint = remedy;
end $$;
ALTER FUNCTION countersign_private.refuse(state text, code text, happened text, because text, remedy text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.refuse_barred(item_id bigint, who text) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
declare why text := (select b.reason from countersign_private.review_barred b where b.tenant = 1 and b.item = item_id and b.person = who);
begin
  if why is not null then
    perform countersign_private.refuse('CS409', 'review.not-blind', format('You cannot decide item %s: you %s.', item_id, why),
      'Its reviewers decide without knowing of each other.', 'Another person decides it; claim the next one.');
  end if;
end $$;
ALTER FUNCTION countersign_private.refuse_barred(item_id bigint, who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.refuse_if_as_of() RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
begin
  if nullif(current_setting('countersign.as_of', true), '') is not null then
    raise exception using errcode = 'CS409', constraint = 'as-of.write',
      message = 'Nothing can be written while the connection shows a past moment.',
      hint = 'Go back to the present first.';
  end if;
end $$;
ALTER FUNCTION countersign_private.refuse_if_as_of() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.registry_facts(starts timestamp with time zone, ends timestamp with time zone) RETURNS SETOF countersign_private.found_fact
    LANGUAGE sql STABLE
    AS $$
  select a.name, 'artifact', a.name, s.effective_at, s.valid_from, null, null,
    jsonb_build_object('name', a.name, 'artifact_kind', a.kind, 'team', s.team, 'owner', s.owner, 'tier', s.tier, 'purpose', s.purpose,
      'retired', s.retired, 'changed_by', s.changed_by)
  from artifact a cross join lateral (
    select x.* from artifact_state x where x.artifact = a.id and x.effective_at < ends order by x.effective_at desc, x.valid_from desc limit 1) s
  where not (s.retired and s.effective_at < starts)
  union all
  select a.name, 'version', a.name || '@' || v.label, v.effective_at, v.recorded_at, 'version:' || v.id, leaf_of(v)::text,
    jsonb_build_object('artifact', a.name, 'artifact_kind', a.kind, 'label', v.label, 'number', v.number, 'digest', 'sha256:' || encode(v.digest, 'hex'),
      'content', convert_from(v.body, 'UTF8'), 'author', v.author, 'message', v.message, 'source', v.source,
      'parent', (select p.label from version p where p.id = v.parent),
      'pins', (select coalesce(jsonb_agg(jsonb_build_object('version', pa.name || '@' || pv.label, 'artifact', pa.name, 'artifact_kind', pa.kind,
          'label', pv.label, 'role', d.role, 'digest', 'sha256:' || encode(pv.digest, 'hex')) order by pa.name collate "C", d.role collate "C"), '[]')
        from dependency d join version pv on pv.id = d.on_version join artifact pa on pa.id = pv.artifact where d.version = v.id))
  from version v join artifact a on a.id = v.artifact
  where v.effective_at < ends and (v.effective_at >= starts or v.id in (select served_between(starts, ends)))
  union all
  select a.name, 'evaluation', a.name || '@' || v.label || '/' || e.suite || '/' || e.metric || '/' || e.id, e.effective_at, e.recorded_at,
    'evaluation:' || e.id, leaf_of(e)::text,
    jsonb_build_object('artifact', a.name, 'label', v.label, 'suite', e.suite, 'metric', e.metric, 'value', e.value, 'bound', e.bound,
      'at_least', e.at_least, 'n', e.n, 'met', case when e.bound is not null then case when e.at_least then e.value >= e.bound else e.value <= e.bound end end,
      'supplied_by', e.supplied_by)
  from evaluation e join version v on v.id = e.version join artifact a on a.id = v.artifact
  where e.effective_at < ends and (e.effective_at >= starts or e.version in (select served_between(starts, ends)))
  union all
  select a.name, 'pointer', a.name || '/' || p.environment || '/' || p.colour || '/' || rfc3339(p.valid_from), p.effective_at, p.valid_from,
    'pointer:' || pointer_subject(p), leaf_of(p)::text,
    jsonb_build_object('artifact', a.name, 'environment', p.environment, 'colour', p.colour, 'label', v.label, 'weight', p.weight,
      'promotion', p.promotion, 'moved_by', p.moved_by, 'reason', p.reason,
      'until', case when p.valid_to < ends then rfc3339(p.valid_to) end)
  from pointer p join version v on v.id = p.version join artifact a on a.id = p.artifact
  where p.effective_at < ends and p.valid_to > starts
$$;
ALTER FUNCTION countersign_private.registry_facts(starts timestamp with time zone, ends timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.require_ingest() RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
begin
  perform countersign_private.refuse_if_as_of();
  if not countersign_private.has_role('ingest') then
    perform countersign_private.refuse('CS403', 'right.missing', format('%s does not have the right of ingest.', session_user), '',
      'Ask an administrator for it.');
  end if;
end $$;
ALTER FUNCTION countersign_private.require_ingest() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.require_keeper(artifact_id bigint) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
declare who text := require_role('approver', 'lead', 'reviewer', 'builder');
begin
  if not (has_role('approver') or has_role('lead') or has_role('reviewer'))
     and not exists (select from artifact_state s join person p on p.key = who
       where s.artifact = artifact_id and s.valid_to = 'infinity' and (p.team = s.team or in_office(who))) then
    perform refuse('CS403', 'artifact.team', format('%s belongs to another team.', (select a.name from artifact a where a.id = artifact_id)),
      'A builder acts for their own team.', 'Ask a builder of that team, or anyone of the AI office.');
  end if;
  return who;
end $$;
ALTER FUNCTION countersign_private.require_keeper(artifact_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.require_log_reader() RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
begin
  if not (countersign_private.has_role('sealer') or countersign_private.has_role('auditor')) then
    perform countersign_private.refuse('CS403', 'right.missing', 'Leaves of the log are read by an auditor or the sealer.', '', 'Ask one of them.');
  end if;
end $$;
ALTER FUNCTION countersign_private.require_log_reader() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.require_period_reader() RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
begin
  if not (has_role('auditor') or has_role('lead') or has_role('approver') or has_role('admin')) then
    perform refuse('CS403', 'right.missing', 'A quarter''s facts are read by an approver, lead, auditor or administrator.', '', 'Ask one of them.');
  end if;
end $$;
ALTER FUNCTION countersign_private.require_period_reader() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.require_person() RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
declare
  who text := countersign_private.person_here();
  opened_as text := (select r.rolname from pg_stat_get_activity(pg_backend_pid()) a join pg_roles r on r.oid = a.usesysid);
begin
  perform countersign_private.refuse_if_as_of();
  if opened_as is distinct from session_user then
    perform countersign_private.refuse('CS403', 'person.borrowed',
      'This connection was opened under another login than the one it now claims.', '', 'Connect with your own login.');
  end if;
  if who is null then
    perform countersign_private.refuse('CS403', 'person.unknown',
      format('The login %s belongs to no person of this catalog.', session_user),
      'Every act is answered for by a person.', 'Ask an administrator for `countersign catalog grant`.');
  end if;
  return who;
end $$;
ALTER FUNCTION countersign_private.require_person() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.require_reason(reason text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
  if coalesce(btrim(reason), '') = '' then
    perform countersign_private.refuse('CS422', 'reason.missing', 'A reason is needed for this.', '', 'Say why in a few words.');
  end if;
end $$;
ALTER FUNCTION countersign_private.require_reason(reason text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.require_role(VARIADIC names text[]) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
declare
  name text;
  who text := countersign_private.require_person();
begin
  foreach name in array names loop
    if countersign_private.has_role(name) then return who; end if;
  end loop;
  perform countersign_private.refuse('CS403', 'right.missing',
    format('%s does not have the right of a%s %s.', who, case when names[1] ~ '^[aeio]' then 'n' else '' end, array_to_string(names, ' or ')),
    '', 'Ask an administrator for the right, or someone who has it to do this.');
  return null;
end $$;
ALTER FUNCTION countersign_private.require_role(VARIADIC names text[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.require_sealer() RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
begin
  perform countersign_private.refuse_if_as_of();
  if not countersign_private.has_role('sealer') then
    perform countersign_private.refuse('CS403', 'right.missing', 'Only a sealer can seal the log.', '', 'Ask the owner of the catalog for the right.');
  end if;
end $$;
ALTER FUNCTION countersign_private.require_sealer() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.require_shadow_right(artifact_id bigint) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
declare who text := countersign_private.require_role('builder', 'lead');
begin
  if not countersign_private.has_role('lead') and not exists (
    select from countersign_private.person p left join countersign_private.team t on t.key = p.team
    join countersign_private.artifact_state s on s.artifact = artifact_id and s.valid_to = 'infinity'
    where p.key = who and (t.is_office or p.team = s.team)) then
    perform countersign_private.refuse('CS403', 'artifact.team', 'The artifact belongs to another team.', '', 'Ask a builder of that team, or a lead.');
  end if;
  return who;
end $$;
ALTER FUNCTION countersign_private.require_shadow_right(artifact_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.require_tier_keeper() RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
begin
  perform countersign_private.refuse_if_as_of();
  if not countersign_private.has_role('gatekeeper') then
    perform countersign_private.refuse('CS403', 'right.missing', 'Only a gatekeeper decides tiers.', '', 'Ask the owner of the catalog for the right.');
  end if;
end $$;
ALTER FUNCTION countersign_private.require_tier_keeper() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.require_traits(traits text[], contract_hours integer) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  known constant text[] := array['health', 'infrastructure', 'fundamental_rights', 'property_environment', 'death', 'widespread',
    'personal_data', 'contract', 'other'];
begin
  if coalesce(cardinality(traits), 0) = 0 or not traits <@ known then
    perform refuse('CS422', 'incident.traits', 'An incident needs to be told what it is.', '',
      'Choose among ' || array_to_string(known, ', ') || '.');
  end if;
  if 'contract' = any (traits) and contract_hours is null then
    perform refuse('CS422', 'incident.contract-hours', 'The contract''s time to tell the customer is missing.', '', 'Say how many hours it gives.');
  end if;
end $$;
ALTER FUNCTION countersign_private.require_traits(traits text[], contract_hours integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.requirements(promotion_id bigint) RETURNS TABLE(id text, title text, state text, value text, bound text, evidence text, remedy text)
    LANGUAGE sql STABLE
    AS $$
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
ALTER FUNCTION countersign_private.requirements(promotion_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.requirements_of_facts(promotion_id bigint) RETURNS TABLE(id text, title text, state text, value text, bound text, evidence text, remedy text)
    LANGUAGE sql STABLE
    AS $$
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
ALTER FUNCTION countersign_private.requirements_of_facts(promotion_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.review_facts(starts timestamp with time zone, ends timestamp with time zone) RETURNS SETOF countersign_private.found_fact
    LANGUAGE sql STABLE
    AS $$
  with item as (
    select i.*, p.state from review_item i join review_present p on p.tenant = i.tenant and p.item = i.id
    where i.tenant = 1 and i.arrived_at >= starts and i.arrived_at < ends),
  given as (
    select i.queue, i.due, v.* from item i join standing_verdict v on v.tenant = 1 and v.item = i.id where i.state = 'done')
  select '', 'review', 'queue ' || q.key, starts, greatest(max(i.arrived_at), (select max(g.recorded_at) from given g where g.queue = q.key), starts), null, null,
    jsonb_build_object('queue', q.key, 'tier', q.tier, 'arrived', count(i.id), 'done', count(*) filter (where i.state = 'done'),
      'open', count(*) filter (where i.state <> 'done'),
      'verdicts', (select count(*) from given g where g.queue = q.key),
      'decisions', (select coalesce(jsonb_object_agg(d.decision, d.n), '{}') from (
        select g.decision, count(*) as n from given g where g.queue = q.key group by 1) d),
      'overdue', (select count(*) from given g where g.queue = q.key and g.recorded_at > g.due),
      'pairs', a.pairs, 'agreed', a.agreed,
      'agreement', case when a.pairs > 0 then round(a.agreed::numeric / a.pairs, 4) end)
  from queue q left join item i on i.queue = q.key
  cross join lateral (
    select count(*) as pairs, count(*) filter (where x.decision = y.decision) as agreed
    from given x join given y on y.item = x.item and y.slot > x.slot and x.slot > 0 where x.queue = q.key) a
  group by q.key, q.tier, a.pairs, a.agreed
  union all
  select '', 'reviewer', g.reviewer, starts, max(g.recorded_at), null, null,
    jsonb_build_object('person', g.reviewer, 'verdicts', count(*), 'accept', count(*) filter (where g.decision = 'accept'),
      'mask', count(*) filter (where g.decision = 'mask'), 'block', count(*) filter (where g.decision = 'block'),
      'escalate', count(*) filter (where g.decision = 'escalate'), 'overdue', count(*) filter (where g.recorded_at > g.due))
  from given g group by g.reviewer
$$;
ALTER FUNCTION countersign_private.review_facts(starts timestamp with time zone, ends timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.reviews_here() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
  select exists (select from person_login l join pg_roles r on r.rolname = l.login
    where l.person = person_here() and pg_has_role(r.oid, 'countersign_reviewer', 'member'))
$$;
ALTER FUNCTION countersign_private.reviews_here() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.rfc3339(moment timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select rtrim(rtrim(to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z'
$$;
ALTER FUNCTION countersign_private.rfc3339(moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.same_team(one text, other text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select from person a join person b on b.team = a.team join team t on t.key = a.team
                 where a.key = one and b.key = other and not t.is_office)
$$;
ALTER FUNCTION countersign_private.same_team(one text, other text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.served_between(starts timestamp with time zone, ends timestamp with time zone) RETURNS SETOF bigint
    LANGUAGE sql STABLE
    AS $$
  select distinct p.version from countersign_private.pointer p where p.effective_at < ends and p.valid_to > starts
$$;
ALTER FUNCTION countersign_private.served_between(starts timestamp with time zone, ends timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.serving_requirements(promotion_id bigint) RETURNS TABLE(id text, title text, state text, value text, bound text, evidence text, remedy text)
    LANGUAGE sql STABLE
    AS $$
  select 'stop.none', 'Nothing of it is stopped', case when x.stop is null then 'met' else 'unmet' end,
    coalesce('stop ' || x.stop, 'none'), 'none', coalesce(stop_words(x.stop), ''), 'Ask for the end of the stop, or promote something else.'
  from promotion p cross join lateral (select stopped_by(p.version, p.environment) as stop) x where p.id = promotion_id
  union all
  select 'observed.approved', 'Production runs no other version of it',
    case when p.environment <> 'production' then 'not_applicable' when count(f.label) = 0 then 'met' else 'unmet' end,
    count(f.label) || ' seen in 24 h', '0', coalesce(string_agg(f.label || ' ' || f.why, ', ' order by f.label), ''),
    'Find who calls it and make them ask what is served.'
  from promotion p join version v on v.id = p.version join artifact a on a.id = v.artifact
  left join lateral (
    select o.label, min(why_unapproved(o)) as why from version_observed o
    where o.tenant = 1 and o.kind in ('model', 'prompt') and o.name = a.name and o.environment in ('', 'production')
      and o.last_at >= moment() - interval '24 hours' and why_unapproved(o) is not null group by o.label) f on p.environment = 'production'
  where p.id = promotion_id group by p.environment
$$;
ALTER FUNCTION countersign_private.serving_requirements(promotion_id bigint) OWNER TO countersign_owner;
CREATE TABLE countersign_private.shadow_arm (
    run bigint NOT NULL,
    arm smallint NOT NULL,
    role text NOT NULL,
    version bigint NOT NULL,
    metric text,
    url text,
    model text,
    ceiling text,
    price_in numeric,
    price_out numeric,
    currency text,
    max_tokens integer,
    per_minute integer,
    at_once integer,
    is_idempotent boolean,
    CONSTRAINT shadow_arm_ceiling_check CHECK ((ceiling = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text]))),
    CONSTRAINT shadow_arm_check CHECK ((((role = 'judge'::text) = (metric IS NOT NULL)) AND ((url IS NULL) = (ceiling IS NULL)))),
    CONSTRAINT shadow_arm_role_check CHECK ((role = ANY (ARRAY['candidate'::text, 'baseline'::text, 'judge'::text])))
);
ALTER TABLE countersign_private.shadow_arm OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.shadow_ceiling(a countersign_private.shadow_arm) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
  select least(class_rank(a.ceiling), (
    select class_rank(e.ceiling) from shadow_endpoint e join version v on v.artifact = e.artifact
    where v.id = a.version and (e.version is null or e.version = v.id) and e.valid_to = 'infinity' order by e.version nulls last limit 1))
$$;
ALTER FUNCTION countersign_private.shadow_ceiling(a countersign_private.shadow_arm) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.shadow_fact(version_id bigint) RETURNS TABLE(expected boolean, run bigint, verdict text, pairs integer, against text[], live text, covers boolean, at timestamp with time zone)
    LANGUAGE sql STABLE
    AS $$
  select r.id is not null or exists (select from shadow_endpoint e where e.artifact = v.artifact and e.valid_to = 'infinity'),
    r.id, r.verdict, r.pairs,
    array(select w.label from shadow_arm x join version w on w.id = x.version where x.run = r.id and x.role = 'baseline' order by x.arm), l.label,
    l.id is null or exists (select from shadow_arm x where x.run = r.id and x.role = 'baseline' and x.version = l.id), r.recorded_at
  from version v
  left join lateral (select x.id, d.verdict, d.pairs, d.recorded_at from shadow_run x join shadow_verdict d on d.run = x.id
    where x.candidate = v.id order by x.id desc limit 1) r on true
  left join lateral (select w.id, w.label from pointer p join version w on w.id = p.version
    where p.artifact = v.artifact and p.environment = 'production' and p.valid_to = 'infinity' and w.id <> v.id
    order by p.weight desc, p.colour limit 1) l on true
  where v.id = version_id
$$;
ALTER FUNCTION countersign_private.shadow_fact(version_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.shadow_pairs_of(of_run bigint) RETURNS TABLE(arm smallint, metric text, family text, candidate double precision, baseline double precision, slices jsonb)
    LANGUAGE sql STABLE
    AS $$
  select b.arm, b.metric, p.family, avg(c.value), avg(b.value), (array_agg(p.slices order by p.prompt))[1]
  from shadow_figure b
  join shadow_arm x on x.run = b.run and x.arm = b.arm and x.role = 'baseline'
  join shadow_metric m on m.run = b.run and m.metric = b.metric
  join shadow_figure c on c.run = b.run and c.arm = 0 and c.prompt = b.prompt and c.metric = b.metric
  join shadow_prompt p on p.run = b.run and p.prompt = b.prompt
  where b.run = of_run and (m.kind <> 'ratio' or (b.value > 0 and c.value > 0))
  group by 1, 2, 3
$$;
ALTER FUNCTION countersign_private.shadow_pairs_of(of_run bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.shadow_prompt_body(of_run bigint, of_prompt integer) RETURNS bytea
    LANGUAGE sql STABLE
    AS $$
  select coalesce((select c.body from generation_content c where c.tenant = 1 and c.id = p.generation),
    (select c.body from shadow_prompt_content c where c.run = p.run and c.prompt = p.prompt))
  from shadow_prompt p where p.run = of_run and p.prompt = of_prompt
$$;
ALTER FUNCTION countersign_private.shadow_prompt_body(of_run bigint, of_prompt integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.shadow_requirement(promotion_id bigint) RETURNS TABLE(id text, title text, state text, value text, bound text, evidence text, remedy text)
    LANGUAGE sql STABLE
    AS $$
  select 'shadow.no_regress', 'It answers live prompts no worse',
    case
      when p.environment <> 'production' or not f.expected then 'not_applicable'
      when f.verdict = 'regressed' then 'unmet'
      when f.verdict = 'pass' and f.covers then 'met'
      when coalesce(s.tier, 'high') = 'high' then 'unmet'
      when f.run is null then 'not_applicable'
      else 'met'
    end,
    case when not f.expected then 'no endpoint is set' when f.run is null then 'no shadow run is closed'
      else f.verdict || ', ' || f.pairs || ' pairs' || case when f.covers then '' else ', not compared with ' || f.live end end,
    case when coalesce(s.tier, 'high') = 'high' then 'pass' else 'not regressed' end,
    coalesce('shadow run ' || f.run || ' against ' || array_to_string(f.against, ', '), ''),
    case when f.verdict = 'regressed' then 'Mend the version.' else 'Run a shadow-eval against what production serves.' end
  from promotion p join version v on v.id = p.version join artifact_state s on s.artifact = v.artifact and s.valid_to = 'infinity'
  cross join lateral shadow_fact(v.id) f
  where p.id = promotion_id
$$;
ALTER FUNCTION countersign_private.shadow_requirement(promotion_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.shadow_rule(kind text, better text, margin double precision, n integer, low double precision, high double precision, p double precision) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case
    when margin is null then 'shown'
    when n < 30 or low is null or high is null then 'undecided'
    when better = 'higher' and low > -margin or better = 'lower' and high < case kind when 'ratio' then ln(1 + margin) else margin end then 'pass'
    when (better = 'higher' and high < 0 or better = 'lower' and low > 0) and p <= 0.05 then 'regressed'
    else 'undecided'
  end
$$;
ALTER FUNCTION countersign_private.shadow_rule(kind text, better text, margin double precision, n integer, low double precision, high double precision, p double precision) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.shadow_tasks(of_run bigint) RETURNS TABLE(arm smallint, about smallint, prompt integer, asked smallint, state text)
    LANGUAGE sql STABLE
    AS $$
  select a.arm, b.arm, p.prompt, coalesce(q.number, 0::smallint),
    case
      when r.run is not null then 'answered'
      when f.outcome = 'given_up' then 'missing'
      when q.number is null then case when a.role <> 'judge' or exists (select from shadow_reply y
        where y.run = a.run and y.arm = b.arm and y.about = b.arm and y.prompt = p.prompt) then 'open' else 'blocked' end
      when f.outcome is null and q.fence = t.fence then 'pending'
      when coalesce(f.outcome, 'in_doubt') = 'in_doubt' and not a.is_idempotent then 'in_doubt'
      when q.number >= 6 then 'missing'
      else 'open'
    end
  from shadow_arm a
  join shadow_arm b on b.run = a.run and b.role <> 'judge' and (a.role = 'judge' or a.arm = b.arm)
  join shadow_prompt p on p.run = a.run
  join shadow_turn t on t.run = a.run
  left join shadow_reply r on r.run = a.run and r.arm = a.arm and r.about = b.arm and r.prompt = p.prompt
  left join lateral (select x.number, x.fence from shadow_request x
    where x.run = a.run and x.arm = a.arm and x.about = b.arm and x.prompt = p.prompt order by x.number desc limit 1) q on true
  left join shadow_failure f on f.run = a.run and f.arm = a.arm and f.about = b.arm and f.prompt = p.prompt and f.number = q.number
  where a.run = of_run
$$;
ALTER FUNCTION countersign_private.shadow_tasks(of_run bigint) OWNER TO countersign_owner;
CREATE TABLE countersign_private.promotion (
    id bigint NOT NULL,
    version bigint NOT NULL,
    environment text NOT NULL,
    colour text DEFAULT 'blue'::text NOT NULL,
    weight integer DEFAULT 100 NOT NULL,
    needed integer NOT NULL,
    requested_by text NOT NULL,
    reason text NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    weight_limit integer DEFAULT 100 NOT NULL,
    shift_until timestamp with time zone,
    expires_at timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT promotion_check CHECK ((weight_limit >= weight)),
    CONSTRAINT promotion_colour_check CHECK ((colour = ANY (ARRAY['blue'::text, 'green'::text]))),
    CONSTRAINT promotion_needed_check CHECK ((needed >= 1)),
    CONSTRAINT promotion_weight_check CHECK (((weight >= 1) AND (weight <= 100))),
    CONSTRAINT promotion_weight_limit_check CHECK (((weight_limit >= 1) AND (weight_limit <= 100)))
);
ALTER TABLE countersign_private.promotion OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.signatures_needed(p countersign_private.promotion) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
  select greatest(p.needed, q.needed)
  from version v join artifact_state s on s.artifact = v.artifact and s.valid_to = 'infinity'
  left join quorum q on q.environment = p.environment and q.tier = coalesce(s.tier, 'high')
  where v.id = p.version
$$;
ALTER FUNCTION countersign_private.signatures_needed(p countersign_private.promotion) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.start_clocks(incident_id bigint) RETURNS void
    LANGUAGE sql
    AS $$
  insert into countersign_private.incident_clock (incident, rule, duty, title, source, law_version, due_at, ends_at)
  select i.id, r.key, r.duty, r.title, r.source, r.law_version,
    countersign_private.clock_due(i.aware_at, coalesce(r.amount, i.contract_hours), r.unit, i.zone),
    case when r.amount is null then countersign_private.clock_due(i.aware_at, i.contract_hours, r.unit, i.zone)
         else countersign_private.clock_ends(i.aware_at, r.amount, r.unit, i.zone) end
  from countersign_private.incident i join countersign_private.clock_rule r on r.traits && countersign_private.incident_traits(i.id)
  where i.id = incident_id on conflict do nothing
$$;
ALTER FUNCTION countersign_private.start_clocks(incident_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.state_by_verdicts(item_id bigint, asked integer) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select case when bool_or(v.slot = 0) then 'done' when bool_or(v.decision = 'escalate') then 'escalated' when count(*) < asked then 'open'
    when count(distinct v.decision) = 1 then 'done' else 'disagreed' end
  from countersign_private.standing_verdict v where v.tenant = 1 and v.item = item_id
$$;
ALTER FUNCTION countersign_private.state_by_verdicts(item_id bigint, asked integer) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.stated_facts(starts timestamp with time zone, ends timestamp with time zone) RETURNS SETOF countersign_private.found_fact
    LANGUAGE sql STABLE
    AS $$
  select a.name, 'statement', a.name || '/' || f.key, coalesce(x.effective_at, s.valid_from), coalesce(c.recorded_at, x.recorded_at, s.valid_from), null, null,
    jsonb_build_object('artifact', a.name, 'key', f.key, 'value', x.value, 'state', s.state, 'owner', s.owner, 'due', rfc3339(s.due),
      'label', v.label, 'answered_by', x.answered_by, 'confirmed_by', c.confirmed_by, 'confirmed_at', rfc3339(c.recorded_at), 'cause', nullif(s.cause, ''))
  from fact f join artifact a on a.id = f.artifact join fact_state s on s.fact = f.id and s.valid_to = 'infinity'
  left join fact_answer x on x.id = s.answer left join fact_confirmation c on c.answer = x.id left join version v on v.id = x.version
  where coalesce(x.effective_at, s.valid_from) < ends
$$;
ALTER FUNCTION countersign_private.stated_facts(starts timestamp with time zone, ends timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.stop_words(stop_id bigint) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select format('%s%s%s was stopped by %s: %s', a.name, coalesce('@' || v.label, ''), coalesce(' in ' || x.environment, ''), x.stopped_by, x.reason)
  from stop x join artifact a on a.id = x.artifact left join version v on v.id = x.version where x.id = stop_id
$$;
ALTER FUNCTION countersign_private.stop_words(stop_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.stopped_by(version_id bigint, environment_key text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    AS $$
begin
  -- Nearly always nothing is stopped, and every call of a serving system asks.
  if not exists (select from stop_state s where s.valid_to = 'infinity' and s.state = 'stopped') then return null; end if;
  return (
    with recursive pinned (version) as (
      select version_id
      union
      select d.on_version from pinned p join dependency d on d.version = p.version)
    select min(x.id) from pinned p join version v on v.id = p.version
    join stop x on x.artifact = v.artifact and (x.version is null or x.version = v.id)
      and (x.environment is null or x.environment = environment_key)
    join stop_state s on s.stop = x.id and s.valid_to = 'infinity' and s.state = 'stopped');
end $$;
ALTER FUNCTION countersign_private.stopped_by(version_id bigint, environment_key text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.take_artifact(artifact_id bigint) RETURNS void
    LANGUAGE sql
    AS $$
  update countersign_private.artifact_turn set turn = turn + 1 where artifact = artifact_id
$$;
ALTER FUNCTION countersign_private.take_artifact(artifact_id bigint) OWNER TO countersign_owner;
CREATE TABLE countersign_private.confirmation (
    id bigint NOT NULL,
    act text NOT NULL,
    artifact bigint NOT NULL,
    environment text,
    subject text NOT NULL,
    words text NOT NULL,
    asked_by text NOT NULL,
    reason text NOT NULL,
    due timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT confirmation_act_check CHECK ((act = ANY (ARRAY['tier.lower'::text, 'stop.lift'::text, 'rollback'::text])))
);
ALTER TABLE countersign_private.confirmation OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.take_confirmation(confirmation_id bigint) RETURNS countersign_private.confirmation
    LANGUAGE plpgsql
    AS $$
declare
  c countersign_private.confirmation;
  now_state text;
begin
  select * into c from confirmation x where x.id = confirmation_id;
  if not found then
    perform refuse('CS404', 'confirmation.unknown', format('There is no confirmation %s.', confirmation_id), '',
      'Look at `countersign confirmation list`.');
  end if;
  perform take_artifact(c.artifact);
  select s.state into now_state from confirmation_state s where s.confirmation = c.id and s.valid_to = 'infinity';
  if now_state <> 'open' then
    perform refuse('CS409', 'confirmation.closed', format('Confirmation %s is %s.', c.id, now_state), '', 'Nothing needs to be done.');
  end if;
  return c;
end $$;
ALTER FUNCTION countersign_private.take_confirmation(confirmation_id bigint) OWNER TO countersign_owner;
CREATE TABLE countersign_private.incident (
    id bigint NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    happened_at timestamp with time zone,
    aware_at timestamp with time zone NOT NULL,
    affected integer,
    ticket text,
    contract_hours integer,
    zone text NOT NULL,
    opened_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT incident_affected_check CHECK ((affected >= 0)),
    CONSTRAINT incident_contract_hours_check CHECK ((contract_hours > 0)),
    CONSTRAINT incident_title_check CHECK (((title <> ''::text) AND (length(title) <= 200)))
);
ALTER TABLE countersign_private.incident OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.take_incident(incident_id bigint) RETURNS countersign_private.incident
    LANGUAGE plpgsql
    AS $$
declare i countersign_private.incident;
begin
  select * into i from incident x where x.id = incident_id for update;
  if not found then
    perform refuse('CS404', 'incident.unknown', format('There is no incident %s.', incident_id), '', 'Look at `countersign incident list`.');
  elsif is_closed(incident_id) then
    perform refuse('CS409', 'incident.closed', format('Incident %s is closed.', incident_id), '', 'Open a new one that names it.');
  end if;
  return i;
end $$;
ALTER FUNCTION countersign_private.take_incident(incident_id bigint) OWNER TO countersign_owner;
CREATE TABLE countersign_private.artifact_state (
    artifact bigint NOT NULL,
    team text NOT NULL,
    owner text,
    tier text,
    purpose text DEFAULT ''::text NOT NULL,
    retired boolean DEFAULT false NOT NULL,
    changed_by text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    successor bigint,
    CONSTRAINT artifact_state_check CHECK ((valid_to > valid_from)),
    CONSTRAINT artifact_state_tier_check CHECK ((tier = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])))
);
ALTER TABLE countersign_private.artifact_state OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.take_subject(artifact_name text) RETURNS countersign_private.artifact_state
    LANGUAGE plpgsql
    AS $$
declare
  a bigint := (select x.id from countersign_private.artifact x where x.name = artifact_name);
  s countersign_private.artifact_state;
begin
  if a is null then
    perform countersign_private.refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(artifact_name, 120)), '',
      coalesce(format('Did you mean %s?', (select x.name from countersign_private.artifact x
        order by countersign_private.levenshtein_near(x.name, artifact_name), x.name limit 1)), 'Register it first.'));
  end if;
  perform countersign_private.take_artifact(a);
  select * into s from countersign_private.artifact_state x where x.artifact = a and x.valid_to = 'infinity';
  return s;
end $$;
ALTER FUNCTION countersign_private.take_subject(artifact_name text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.take_turn(promotion_id bigint, read_revision bigint) RETURNS countersign_private.promotion
    LANGUAGE plpgsql
    AS $$
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
ALTER FUNCTION countersign_private.take_turn(promotion_id bigint, read_revision bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.tell_of_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'countersign_private', 'pg_temp'
    AS $$
begin
  perform pg_notify('countersign_changed', new.subject_kind);
  return null;
end $$;
ALTER FUNCTION countersign_private.tell_of_act() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.tier_policy() RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select 'sha256:' || encode(v.digest, 'hex') from countersign_private.version v where v.id = countersign_private.tier_policy_version()
$$;
ALTER FUNCTION countersign_private.tier_policy() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.tier_policy_version() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
  select p.version from countersign_private.artifact a
  join countersign_private.pointer p on p.artifact = a.id and p.environment = 'production' and p.valid_to = 'infinity'
  join countersign_private.version v on v.id = p.version
  where a.kind = 'policy' and p.weight > 0 and countersign_private.is_tier_policy(v.body)
  order by p.valid_from desc, p.version desc limit 1
$$;
ALTER FUNCTION countersign_private.tier_policy_version() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.tier_rank(tier text) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $$
  select case tier when 'low' then 1 when 'medium' then 2 else 3 end
$$;
ALTER FUNCTION countersign_private.tier_rank(tier text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.touch_artifact(artifact_id bigint) RETURNS void
    LANGUAGE sql
    AS $$
  select countersign_private.touch_promotions(v.id) from countersign_private.version v where v.artifact = artifact_id and exists (
    select from countersign_private.promotion p join countersign_private.promotion_state o
      on o.promotion = p.id and o.valid_to = 'infinity' and o.state = 'open' where p.version = v.id) order by v.id
$$;
ALTER FUNCTION countersign_private.touch_artifact(artifact_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.touch_promotion(promotion_id bigint) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare made bigint;
begin
  update promotion_revision r set revision = revision + 1 where r.promotion = promotion_id returning revision into made;
  insert into promotion_change (promotion, revision) values (promotion_id, made);
  return made;
end $$;
ALTER FUNCTION countersign_private.touch_promotion(promotion_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.touch_promotions(version_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
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
ALTER FUNCTION countersign_private.touch_promotions(version_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.touch_reached(stop_id bigint) RETURNS void
    LANGUAGE sql
    AS $$
  select countersign_private.touch_promotions(r.version) from countersign_private.stop_version r where r.stop = stop_id order by r.version
$$;
ALTER FUNCTION countersign_private.touch_reached(stop_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.traffic_facts(starts timestamp with time zone, ends timestamp with time zone) RETURNS SETOF countersign_private.found_fact
    LANGUAGE sql STABLE
    AS $$
  select coalesce((select a.name from artifact a where a.name = g.model), ''), 'traffic', g.model || '@' || g.model_version || '/' || g.tier, starts, max(g.recorded_at), null, null,
    jsonb_build_object('model', g.model, 'model_version', g.model_version, 'tier', g.tier, 'calls', count(*), 'tokens_in', sum(g.tokens_in), 'tokens_out', sum(g.tokens_out),
      'cost_micros', sum(g.cost_micros), 'unreviewed', count(*) filter (where i.id is null),
      'registered', exists (select from artifact a join version v on v.artifact = a.id where a.name = g.model and v.label = g.model_version))
  from generation g left join review_item i on i.tenant = g.tenant and i.generation = g.id
  where g.tenant = 1 and g.id >= first_id_at(starts) and g.id < first_id_at(ends)
  group by g.model, g.model_version, g.tier
$$;
ALTER FUNCTION countersign_private.traffic_facts(starts timestamp with time zone, ends timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.undo_time() RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select interval '20 seconds' $$;
ALTER FUNCTION countersign_private.undo_time() OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.utc(moment timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
ALTER FUNCTION countersign_private.utc(moment timestamp with time zone) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.version_that_counts(artifact_id bigint) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
  select coalesce(
    (select p.version from countersign_private.pointer p where p.artifact = artifact_id and p.environment = 'production' and p.valid_to = 'infinity'
     order by p.weight desc, p.colour limit 1),
    (select v.id from countersign_private.version v where v.artifact = artifact_id order by v.number desc limit 1))
$$;
ALTER FUNCTION countersign_private.version_that_counts(artifact_id bigint) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.visible(words text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
declare one text;
begin
  for one in select distinct m[1] from regexp_matches(words, E'[\\u0001-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]', 'g') m loop
    words := replace(words, one, '\u{' || to_hex(ascii(one)) || '}');
  end loop;
  return words;
end $$;
ALTER FUNCTION countersign_private.visible(words text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.why_excluded(promotion_id bigint, who text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
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
ALTER FUNCTION countersign_private.why_excluded(promotion_id bigint, who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.why_not_confirm(confirmation_id bigint, who text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
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
ALTER FUNCTION countersign_private.why_not_confirm(confirmation_id bigint, who text) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.why_not_sign(promotion_id bigint, who text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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
ALTER FUNCTION countersign_private.why_not_sign(promotion_id bigint, who text) OWNER TO countersign_owner;
CREATE TABLE countersign_private.version_observed (
    tenant integer DEFAULT 1 NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    label text NOT NULL,
    environment text NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    CONSTRAINT version_observed_kind_check CHECK ((kind = ANY (ARRAY['model'::text, 'prompt'::text])))
);
ALTER TABLE countersign_private.version_observed OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.why_unapproved(o countersign_private.version_observed) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
declare
  a bigint := (select x.id from artifact x where x.name = o.name
    and (x.kind = o.kind or o.kind = 'prompt' and x.kind in ('chain', 'template')));
  v bigint := (select x.id from version x where x.artifact = a and x.label = o.label);
begin
  if v is null then return 'unregistered'; end if;
  if exists (select from stop x join stop_state y on y.stop = x.id and y.valid_to = 'infinity' and y.state = 'stopped'
      where x.artifact = a and (x.version is null or x.version = v) and (x.environment is null or x.environment = 'production')
        and y.valid_from + interval '10 minutes' < o.last_at) then
    return 'stopped';
  elsif exists (select from pointer p where p.version = v and p.environment = 'production'
      and p.valid_from <= o.last_at + interval '1 minute' and p.valid_to + interval '1 hour' > o.last_at) then
    return null;
  end if;
  return case when (select s.retired from artifact_state s where s.artifact = a and s.valid_to = 'infinity') then 'retired' else 'unapproved' end;
end $$;
ALTER FUNCTION countersign_private.why_unapproved(o countersign_private.version_observed) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.without_figures(reasons text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
  select array(select regexp_replace(r, ' (\.[0-9]{2}|1\.00)$', '') from unnest(reasons) with ordinality x (r, n) order by n)
$_$;
ALTER FUNCTION countersign_private.without_figures(reasons text[]) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.words_of(generation_id uuid) RETURNS text[]
    LANGUAGE sql STABLE
    AS $$
  select tsvector_to_array(to_tsvector('simple', left(coalesce(countersign_private.answer_text(generation_id), ''), 8000)))
$$;
ALTER FUNCTION countersign_private.words_of(generation_id uuid) OWNER TO countersign_owner;
CREATE FUNCTION countersign_private.write_verdict(item_id bigint, slot_no integer, who text, token bigint, words text, why text, category text, way text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
  here constant text := session_user;
  before bigint := (select max(v.id) from countersign_private.verdict v where v.tenant = 1 and v.item = item_id and v.reviewer = who);
  made bigint;
begin
  if before is not null and not exists (select from countersign_private.verdict_end e where e.tenant = 1 and e.verdict = before) then
    perform countersign_private.refuse('CS409', 'review.decided', format('You have decided item %s.', item_id), '', 'Claim the next one.');
  end if;
  insert into countersign_private.verdict (item, slot, reviewer, login, fence, decision, reason, harm, channel, supersedes)
    values (item_id, slot_no, who, here, token, words, why, category, way, before) returning id into made;
  return made;
exception when unique_violation then
  perform countersign_private.refuse('CS409', 'review.decided', format('You have decided item %s.', item_id), '', 'Claim the next one.');
end $$;
ALTER FUNCTION countersign_private.write_verdict(item_id bigint, slot_no integer, who text, token bigint, words text, why text, category text, way text) OWNER TO countersign_owner;
CREATE VIEW countersign.activity AS
 SELECT a.id,
    a.recorded_at,
    a.person,
    a.login,
    a.act,
    a.subject_kind,
    a.subject,
    a.reason,
    a.detail,
    a.channel
   FROM countersign_private.activity a
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.activity OWNER TO countersign_reader;
CREATE TABLE countersign_private.alarm (
    id bigint NOT NULL,
    kind text NOT NULL,
    version bigint NOT NULL,
    environment text NOT NULL,
    subject text NOT NULL,
    words text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT alarm_kind_check CHECK ((kind = 'shadow'::text))
);
ALTER TABLE countersign_private.alarm OWNER TO countersign_owner;
CREATE TABLE countersign_private.alarm_state (
    alarm bigint NOT NULL,
    state text NOT NULL,
    changed_by text NOT NULL,
    reason text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT alarm_state_check CHECK ((valid_to > valid_from)),
    CONSTRAINT alarm_state_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);
ALTER TABLE countersign_private.alarm_state OWNER TO countersign_owner;
CREATE TABLE countersign_private.artifact (
    id bigint NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    created_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT artifact_kind_check CHECK ((kind = ANY (ARRAY['model'::text, 'prompt'::text, 'chain'::text, 'embedding_index'::text, 'dataset'::text, 'policy'::text, 'endpoint'::text, 'vendor'::text, 'template'::text, 'system'::text]))),
    CONSTRAINT artifact_name_check CHECK (((name <> ''::text) AND (length(name) <= 400) AND (name !~ '[[:cntrl:]]'::text)))
);
ALTER TABLE countersign_private.artifact OWNER TO countersign_owner;
CREATE VIEW countersign.alarm AS
 SELECT x.id,
    x.kind,
    a.name AS artifact,
    v.label,
    x.environment,
    x.subject,
    x.words,
    s.state,
    x.recorded_at,
    s.changed_by,
    s.reason,
    s.valid_from AS changed_at
   FROM (((countersign_private.alarm x
     JOIN countersign_private.alarm_state s ON (((s.alarm = x.id) AND ((s.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))))
     JOIN countersign_private.version v ON ((v.id = x.version)))
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)));
ALTER TABLE countersign.alarm OWNER TO countersign_reader;
CREATE VIEW countersign.approval AS
 SELECT x.id,
    x.promotion,
    x.person,
    x.approves,
    x.reason,
    x.channel,
    x.revision,
    encode(x.version_digest, 'hex'::text) AS version_digest,
    x.recorded_at
   FROM countersign_private.approval x
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.approval OWNER TO countersign_reader;
CREATE TABLE countersign_private.approval_envelope (
    approval bigint NOT NULL,
    key bigint NOT NULL,
    envelope bytea NOT NULL,
    digest bytea NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT approval_envelope_check CHECK ((digest = sha256(envelope))),
    CONSTRAINT approval_envelope_envelope_check CHECK ((octet_length(envelope) <= 65536))
);
ALTER TABLE countersign_private.approval_envelope OWNER TO countersign_owner;
CREATE TABLE countersign_private.signing_key_state (
    key bigint NOT NULL,
    state text NOT NULL,
    trusted_until timestamp with time zone,
    changed_by text NOT NULL,
    reason text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT signing_key_state_check CHECK (((state = 'trusted'::text) = (trusted_until IS NOT NULL))),
    CONSTRAINT signing_key_state_check1 CHECK ((valid_to > valid_from)),
    CONSTRAINT signing_key_state_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'trusted'::text, 'revoked'::text])))
);
ALTER TABLE countersign_private.signing_key_state OWNER TO countersign_owner;
CREATE VIEW countersign.approval_envelope AS
 SELECT x.promotion,
    x.revision,
    x.id AS approval,
    x.person,
    k.fingerprint,
    encode(k.public_key, 'hex'::text) AS public_key,
    k.person AS key_person,
    convert_from(e.envelope, 'UTF8'::name) AS envelope,
    x.recorded_at,
    ( SELECT t.changed_by
           FROM countersign_private.signing_key_state t
          WHERE ((t.key = k.id) AND (t.state = 'trusted'::text) AND (t.valid_from <= x.recorded_at) AND (t.valid_to > x.recorded_at) AND (t.trusted_until > x.recorded_at))) AS trusted_by
   FROM ((countersign_private.approval_envelope e
     JOIN countersign_private.approval x ON ((x.id = e.approval)))
     JOIN countersign_private.signing_key k ON ((k.id = e.key)))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.approval_envelope OWNER TO countersign_reader;
CREATE VIEW countersign.artifact AS
 SELECT a.id,
    a.name,
    a.kind,
    s.team,
    s.owner,
    s.tier,
    s.purpose,
    s.retired,
    ( SELECT v.label
           FROM countersign_private.version v
          WHERE ((v.artifact = a.id) AND ( SELECT countersign_private.present_only() AS present_only))
          ORDER BY v.number DESC
         LIMIT 1) AS latest,
    ( SELECT v.label
           FROM (countersign_private.pointer p
             JOIN countersign_private.version v ON ((v.id = p.version)))
          WHERE ((p.artifact = a.id) AND (p.environment = 'production'::text) AND ((p.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))
          ORDER BY p.weight DESC, p.colour
         LIMIT 1) AS production,
    GREATEST(s.valid_from, ( SELECT max(v.recorded_at) AS max
           FROM countersign_private.version v
          WHERE ((v.artifact = a.id) AND ( SELECT countersign_private.present_only() AS present_only)))) AS changed_at
   FROM (countersign_private.artifact a
     JOIN countersign_private.artifact_state s ON (((s.artifact = a.id) AND ((s.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))));
ALTER TABLE countersign.artifact OWNER TO countersign_reader;
CREATE TABLE countersign_private.confirmation_state (
    confirmation bigint NOT NULL,
    state text NOT NULL,
    changed_by text NOT NULL,
    reason text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT confirmation_state_check CHECK ((valid_to > valid_from)),
    CONSTRAINT confirmation_state_state_check CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'refused'::text, 'withdrawn'::text])))
);
ALTER TABLE countersign_private.confirmation_state OWNER TO countersign_owner;
CREATE VIEW countersign.confirmation AS
 SELECT c.id,
    c.act,
    a.name AS artifact,
    c.environment,
    c.subject,
    c.words,
    c.asked_by,
    c.reason,
    c.due,
    s.state,
    s.changed_by,
    s.reason AS answer,
    c.recorded_at,
    s.valid_from AS changed_at
   FROM ((countersign_private.confirmation c
     JOIN countersign_private.confirmation_state s ON (((s.confirmation = c.id) AND ((s.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))))
     JOIN countersign_private.artifact a ON ((a.id = c.artifact)));
ALTER TABLE countersign.confirmation OWNER TO countersign_reader;
CREATE TABLE countersign_private.decision_text (
    promotion bigint NOT NULL,
    revision bigint NOT NULL,
    body bytea NOT NULL,
    digest bytea NOT NULL,
    gate_digest bytea NOT NULL,
    policy_digest bytea NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT decision_text_check CHECK ((digest = sha256(body)))
);
ALTER TABLE countersign_private.decision_text OWNER TO countersign_owner;
CREATE VIEW countersign.decision_text AS
 SELECT d.promotion,
    d.revision,
    convert_from(d.body, 'UTF8'::name) AS body,
    encode(d.digest, 'hex'::text) AS digest,
    encode(d.gate_digest, 'hex'::text) AS gate_digest,
    encode(d.policy_digest, 'hex'::text) AS policy_digest,
    d.recorded_at
   FROM countersign_private.decision_text d
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.decision_text OWNER TO countersign_reader;
CREATE TABLE countersign_private.delegation_end (
    delegation bigint NOT NULL,
    ended_by text NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL
);
ALTER TABLE countersign_private.delegation_end OWNER TO countersign_owner;
CREATE VIEW countersign.delegation AS
 SELECT d.id,
    d.from_person,
    d.to_person,
    d.environment,
    d.until,
    d.reason,
    d.recorded_at
   FROM countersign_private.delegation d
  WHERE (( SELECT countersign_private.present_only() AS present_only) AND (NOT (EXISTS ( SELECT
           FROM countersign_private.delegation_end e
          WHERE ((e.delegation = d.id) AND ( SELECT countersign_private.present_only() AS present_only))))));
ALTER TABLE countersign.delegation OWNER TO countersign_reader;
CREATE TABLE countersign_private.dependency (
    version bigint NOT NULL,
    on_version bigint NOT NULL,
    role text NOT NULL,
    CONSTRAINT dependency_check CHECK ((version <> on_version))
);
ALTER TABLE countersign_private.dependency OWNER TO countersign_owner;
CREATE VIEW countersign.dependency AS
 SELECT ua.name AS artifact,
    u.label,
    ua.kind,
    da.name AS on_artifact,
    d.label AS on_label,
    da.kind AS on_kind,
    x.role
   FROM ((((countersign_private.dependency x
     JOIN countersign_private.version u ON ((u.id = x.version)))
     JOIN countersign_private.artifact ua ON ((ua.id = u.artifact)))
     JOIN countersign_private.version d ON ((d.id = x.on_version)))
     JOIN countersign_private.artifact da ON ((da.id = d.artifact)))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.dependency OWNER TO countersign_reader;
CREATE TABLE countersign_private.environment (
    key text NOT NULL,
    rank integer NOT NULL,
    name text NOT NULL,
    countersign_within interval DEFAULT '24:00:00'::interval NOT NULL,
    fallback_group text DEFAULT 'the leads of the AI office'::text NOT NULL,
    CONSTRAINT environment_countersign_within_check CHECK ((countersign_within > '00:00:00'::interval)),
    CONSTRAINT environment_fallback_group_check CHECK (((fallback_group <> ''::text) AND (length(fallback_group) <= 200) AND (fallback_group !~ '[[:cntrl:]]'::text)))
);
ALTER TABLE countersign_private.environment OWNER TO countersign_owner;
CREATE VIEW countersign.environment AS
 SELECT environment.key,
    environment.rank,
    environment.name
   FROM countersign_private.environment;
ALTER TABLE countersign.environment OWNER TO countersign_reader;
CREATE VIEW countersign.evaluation AS
 SELECT a.name AS artifact,
    v.label,
    e.id,
    e.suite,
    e.metric,
    e.value,
    e.bound,
    e.at_least,
    e.n,
    e.supplied_by,
    e.effective_at,
    e.recorded_at
   FROM ((countersign_private.evaluation e
     JOIN countersign_private.version v ON ((v.id = e.version)))
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.evaluation OWNER TO countersign_reader;
CREATE TABLE countersign_private.fact (
    id bigint NOT NULL,
    artifact bigint NOT NULL,
    key text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT fact_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{1,59}$'::text))
);
ALTER TABLE countersign_private.fact OWNER TO countersign_owner;
CREATE TABLE countersign_private.fact_answer (
    id bigint NOT NULL,
    fact bigint NOT NULL,
    value text NOT NULL,
    version bigint NOT NULL,
    basis bytea NOT NULL,
    answered_by text NOT NULL,
    login text NOT NULL,
    reason text NOT NULL,
    channel text NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT fact_answer_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'command'::text, 'sql'::text]))),
    CONSTRAINT fact_answer_value_check CHECK (((btrim(value) <> ''::text) AND (length(value) <= 20000)))
);
ALTER TABLE countersign_private.fact_answer OWNER TO countersign_owner;
CREATE TABLE countersign_private.fact_confirmation (
    answer bigint NOT NULL,
    confirmed_by text NOT NULL,
    login text NOT NULL,
    reason text NOT NULL,
    channel text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT fact_confirmation_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'command'::text, 'sql'::text])))
);
ALTER TABLE countersign_private.fact_confirmation OWNER TO countersign_owner;
CREATE TABLE countersign_private.fact_state (
    fact bigint NOT NULL,
    state text NOT NULL,
    owner text,
    due timestamp with time zone,
    asked_by text,
    question text DEFAULT ''::text NOT NULL,
    answer bigint,
    cause text DEFAULT ''::text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT fact_state_check CHECK ((valid_to > valid_from)),
    CONSTRAINT fact_state_check1 CHECK (((state = 'asked'::text) OR (answer IS NOT NULL))),
    CONSTRAINT fact_state_check2 CHECK (((state <> 'asked'::text) OR ((owner IS NOT NULL) AND (due IS NOT NULL) AND (asked_by IS NOT NULL)))),
    CONSTRAINT fact_state_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'answered'::text, 'confirmed'::text, 'stale'::text])))
);
ALTER TABLE countersign_private.fact_state OWNER TO countersign_owner;
CREATE VIEW countersign.fact AS
 SELECT f.id,
    a.name AS artifact,
    a.kind,
    f.key,
    s.state,
    s.owner,
    s.due,
    s.asked_by,
    s.question,
    s.answer,
    x.value,
    v.label AS given_for,
    x.answered_by,
    x.reason,
    x.effective_at,
    x.recorded_at AS answered_at,
    c.confirmed_by,
    c.recorded_at AS confirmed_at,
    s.cause,
    s.valid_from AS since,
    t.team
   FROM ((((((countersign_private.fact f
     JOIN countersign_private.artifact a ON ((a.id = f.artifact)))
     JOIN countersign_private.artifact_state t ON (((t.artifact = a.id) AND ((t.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))))
     JOIN countersign_private.fact_state s ON (((s.fact = f.id) AND ((s.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))))
     LEFT JOIN countersign_private.fact_answer x ON ((x.id = s.answer)))
     LEFT JOIN countersign_private.version v ON ((v.id = x.version)))
     LEFT JOIN countersign_private.fact_confirmation c ON (((c.answer = s.answer) AND ( SELECT countersign_private.present_only() AS present_only))));
ALTER TABLE countersign.fact OWNER TO countersign_reader;
CREATE VIEW countersign.fact_answer AS
 SELECT x.id,
    f.id AS fact,
    a.name AS artifact,
    f.key,
    x.value,
    v.label AS given_for,
    v.number,
    x.answered_by,
    x.reason,
    x.channel,
    x.effective_at,
    x.recorded_at,
    c.confirmed_by,
    c.reason AS confirmed_because,
    c.recorded_at AS confirmed_at
   FROM ((((countersign_private.fact_answer x
     JOIN countersign_private.fact f ON ((f.id = x.fact)))
     JOIN countersign_private.artifact a ON ((a.id = f.artifact)))
     JOIN countersign_private.version v ON ((v.id = x.version)))
     LEFT JOIN countersign_private.fact_confirmation c ON (((c.answer = x.id) AND ( SELECT countersign_private.present_only() AS present_only))))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.fact_answer OWNER TO countersign_reader;
CREATE TABLE countersign_private.flag (
    tenant integer DEFAULT 1 NOT NULL,
    generation uuid NOT NULL,
    ordinal smallint NOT NULL,
    source text NOT NULL,
    category text NOT NULL,
    verdict text,
    score double precision,
    side text NOT NULL,
    taxonomy text,
    spans jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT flag_verdict_check CHECK ((verdict = ANY (ARRAY['clear'::text, 'flagged'::text, 'error'::text, 'not_run'::text])))
)
PARTITION BY RANGE (generation);
ALTER TABLE countersign_private.flag OWNER TO countersign_owner;
CREATE VIEW countersign.flag AS
 SELECT f.tenant,
    f.generation,
    f.ordinal,
    f.source,
    f.category,
    (f.verdict || ''::text) AS verdict,
    (f.score + (0)::double precision) AS score,
    f.side,
    f.taxonomy,
    f.spans
   FROM (countersign_private.flag f
     JOIN countersign_private.generation g ON (((g.tenant = f.tenant) AND (g.id = f.generation))))
  WHERE ((f.tenant = 1) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.flag OWNER TO countersign_reader;
CREATE TABLE countersign_private.flag_category (
    sent text NOT NULL,
    category text NOT NULL,
    weight smallint NOT NULL,
    CONSTRAINT flag_category_sent_check CHECK ((sent = lower(sent))),
    CONSTRAINT flag_category_weight_check CHECK (((weight >= 0) AND (weight <= 2)))
);
ALTER TABLE countersign_private.flag_category OWNER TO countersign_owner;
CREATE VIEW countersign.flag_category AS
 SELECT c.sent,
    c.category,
    c.weight
   FROM countersign_private.flag_category c
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.flag_category OWNER TO countersign_reader;
CREATE TABLE countersign_private.generation_tier (
    tenant integer DEFAULT 1 NOT NULL,
    generation uuid NOT NULL,
    tier text NOT NULL,
    rule text NOT NULL,
    valid_from timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT generation_tier_check1 CHECK ((valid_to > valid_from)),
    CONSTRAINT generation_tier_tier_check CHECK ((tier = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])))
);
ALTER TABLE countersign_private.generation_tier OWNER TO countersign_owner;
CREATE VIEW countersign.generation AS
 SELECT g.id,
    g.producer,
    g.event_id,
    g.at,
    g.recorded_at,
    g.source,
    g.operation,
    g.model,
    g.model_version,
    g.prompt,
    g.prompt_version,
    g.prompt_id,
    g.service,
    g.environment,
    g.conversation,
    g.language,
    g.user_facing,
    g.delivery,
    g.data_class,
    COALESCE(( SELECT t.tier
           FROM countersign_private.generation_tier t
          WHERE ((t.tenant = g.tenant) AND (t.generation = g.id) AND (t.valid_to = 'infinity'::timestamp with time zone))), g.tier) AS tier,
    COALESCE(( SELECT t.rule
           FROM countersign_private.generation_tier t
          WHERE ((t.tenant = g.tenant) AND (t.generation = g.id) AND (t.valid_to = 'infinity'::timestamp with time zone))), g.tier_rule) AS tier_rule,
    g.tokens_in,
    g.tokens_out,
    g.cost_micros,
    g.currency,
    g.latency_micros,
    g.marks,
    encode(g.commitment, 'hex'::text) AS commitment
   FROM countersign_private.generation g
  WHERE ((g.tenant = 1) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.generation OWNER TO countersign_reader;
CREATE TABLE countersign_private.holiday (
    day date NOT NULL,
    name text NOT NULL
);
ALTER TABLE countersign_private.holiday OWNER TO countersign_owner;
CREATE VIEW countersign.holiday AS
 SELECT h.day,
    h.name
   FROM countersign_private.holiday h
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.holiday OWNER TO countersign_reader;
CREATE TABLE countersign_private.incident_act (
    id bigint NOT NULL,
    incident bigint NOT NULL,
    act text NOT NULL,
    traits text[],
    duty text,
    stage text,
    person text NOT NULL,
    reason text NOT NULL,
    channel text NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT incident_act_act_check CHECK ((act = ANY (ARRAY['open'::text, 'classify'::text, 'link'::text, 'report'::text, 'note'::text, 'close'::text]))),
    CONSTRAINT incident_act_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'command'::text, 'sql'::text]))),
    CONSTRAINT incident_act_check CHECK (((traits IS NOT NULL) = (act = ANY (ARRAY['open'::text, 'classify'::text])))),
    CONSTRAINT incident_act_check1 CHECK (((act = 'report'::text) = ((duty IS NOT NULL) AND (stage IS NOT NULL)))),
    CONSTRAINT incident_act_stage_check CHECK ((stage = ANY (ARRAY['initial'::text, 'complete'::text, 'not_needed'::text])))
);
ALTER TABLE countersign_private.incident_act OWNER TO countersign_owner;
CREATE TABLE countersign_private.incident_clock (
    incident bigint NOT NULL,
    rule text NOT NULL,
    duty text NOT NULL,
    title text NOT NULL,
    source text NOT NULL,
    law_version text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    CONSTRAINT incident_clock_check CHECK ((ends_at >= due_at))
);
ALTER TABLE countersign_private.incident_clock OWNER TO countersign_owner;
CREATE VIEW countersign.incident AS
 SELECT i.id,
    i.title,
    i.description,
    t.traits,
    (t.traits && ARRAY['health'::text, 'infrastructure'::text, 'fundamental_rights'::text, 'property_environment'::text, 'death'::text, 'widespread'::text]) AS serious,
    i.happened_at,
    i.aware_at,
    i.affected,
    i.ticket,
    i.zone,
    i.opened_by,
    i.recorded_at,
        CASE
            WHEN (EXISTS ( SELECT
               FROM countersign_private.incident_act a
              WHERE ((a.incident = i.id) AND (a.act = 'close'::text) AND ( SELECT countersign_private.present_only() AS present_only)))) THEN 'closed'::text
            ELSE 'open'::text
        END AS state,
    ( SELECT min(c.due_at) AS min
           FROM countersign_private.incident_clock c
          WHERE ((c.incident = i.id) AND ( SELECT countersign_private.present_only() AS present_only) AND (NOT (EXISTS ( SELECT
                   FROM countersign_private.incident_act a
                  WHERE ((a.incident = c.incident) AND (a.duty = c.duty) AND ( SELECT countersign_private.present_only() AS present_only))))))) AS next_due
   FROM (countersign_private.incident i
     CROSS JOIN LATERAL ( SELECT a.traits
           FROM countersign_private.incident_act a
          WHERE ((a.incident = i.id) AND (a.traits IS NOT NULL) AND ( SELECT countersign_private.present_only() AS present_only))
          ORDER BY a.id DESC
         LIMIT 1) t)
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.incident OWNER TO countersign_reader;
CREATE VIEW countersign.incident_act AS
 SELECT a.id,
    a.incident,
    a.act,
    a.traits,
    a.duty,
    a.stage,
    a.person,
    a.reason,
    a.channel,
    a.effective_at,
    a.recorded_at
   FROM countersign_private.incident_act a
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.incident_act OWNER TO countersign_reader;
CREATE VIEW countersign.incident_clock AS
 SELECT DISTINCT ON (c.incident, c.duty) c.incident,
    c.duty,
    c.rule,
    c.title,
    c.source,
    c.law_version,
    c.due_at,
    c.ends_at,
    ( SELECT min(a.effective_at) AS min
           FROM countersign_private.incident_act a
          WHERE ((a.incident = c.incident) AND (a.duty = c.duty) AND ( SELECT countersign_private.present_only() AS present_only))) AS answered_at,
    ( SELECT a.stage
           FROM countersign_private.incident_act a
          WHERE ((a.incident = c.incident) AND (a.duty = c.duty) AND ( SELECT countersign_private.present_only() AS present_only))
          ORDER BY a.id DESC
         LIMIT 1) AS stage,
    c.recorded_at
   FROM countersign_private.incident_clock c
  WHERE ( SELECT countersign_private.present_only() AS present_only)
  ORDER BY c.incident, c.duty, c.due_at, c.rule;
ALTER TABLE countersign.incident_clock OWNER TO countersign_reader;
CREATE TABLE countersign_private.incident_link (
    incident bigint NOT NULL,
    ordinal integer NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    artifact bigint,
    generation uuid,
    digest bytea NOT NULL,
    added_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    CONSTRAINT incident_link_check CHECK ((((kind = 'version'::text) = (artifact IS NOT NULL)) AND ((kind = 'generation'::text) = (generation IS NOT NULL)))),
    CONSTRAINT incident_link_kind_check CHECK ((kind = ANY (ARRAY['version'::text, 'generation'::text])))
);
ALTER TABLE countersign_private.incident_link OWNER TO countersign_owner;
CREATE VIEW countersign.incident_link AS
 SELECT l.incident,
    l.ordinal,
    l.kind,
    l.subject,
    encode(l.digest, 'hex'::text) AS digest,
    l.added_by,
    l.recorded_at
   FROM countersign_private.incident_link l
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.incident_link OWNER TO countersign_reader;
CREATE TABLE countersign_private.label_schema (
    id bigint NOT NULL,
    queue text NOT NULL,
    key text NOT NULL,
    kind text,
    options text[] DEFAULT '{}'::text[] NOT NULL,
    lowest double precision,
    highest double precision,
    person text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT label_schema_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,60}$'::text)),
    CONSTRAINT label_schema_kind_check CHECK ((kind = ANY (ARRAY['pass_fail'::text, 'category'::text, 'several'::text, 'number'::text, 'text'::text, 'span'::text])))
);
ALTER TABLE countersign_private.label_schema OWNER TO countersign_owner;
CREATE VIEW countersign.label_schema AS
 SELECT DISTINCT ON (s.queue, s.key) s.queue,
    s.key,
    s.kind,
    s.options,
    s.lowest,
    s.highest,
    s.recorded_at
   FROM countersign_private.label_schema s
  WHERE ( SELECT countersign_private.present_only() AS present_only)
  ORDER BY s.queue, s.key, s.id DESC;
ALTER TABLE countersign.label_schema OWNER TO countersign_reader;
CREATE TABLE countersign_private.lineage_edge (
    id bigint NOT NULL,
    edge_key bytea NOT NULL,
    source bigint NOT NULL,
    target bigint NOT NULL,
    job bigint,
    level text NOT NULL,
    basis text NOT NULL,
    type text,
    subtype text,
    masking boolean DEFAULT false NOT NULL,
    event bigint,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT lineage_edge_basis_check CHECK ((basis = ANY (ARRAY['explicit'::text, 'column'::text, 'run'::text, 'registry'::text]))),
    CONSTRAINT lineage_edge_check CHECK ((valid_to > valid_from)),
    CONSTRAINT lineage_edge_level_check CHECK ((level = ANY (ARRAY['dataset'::text, 'column'::text])))
);
ALTER TABLE countersign_private.lineage_edge OWNER TO countersign_owner;
CREATE TABLE countersign_private.lineage_node (
    id bigint NOT NULL,
    key bytea NOT NULL,
    kind text NOT NULL,
    namespace text NOT NULL,
    name text NOT NULL,
    field text,
    parent bigint,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT lineage_node_check CHECK ((((kind = 'column'::text) = (field IS NOT NULL)) AND ((kind = 'column'::text) = (parent IS NOT NULL)))),
    CONSTRAINT lineage_node_kind_check CHECK ((kind = ANY (ARRAY['dataset'::text, 'job'::text, 'column'::text])))
);
ALTER TABLE countersign_private.lineage_node OWNER TO countersign_owner;
CREATE VIEW countersign.lineage_edge AS
 SELECT e.id,
    e.source,
    s.namespace AS source_namespace,
    s.name AS source_name,
    s.field AS source_field,
    e.target,
    t.namespace AS target_namespace,
    t.name AS target_name,
    t.field AS target_field,
    j.namespace AS job_namespace,
    j.name AS job,
    e.level,
    e.basis,
    e.type,
    e.subtype,
    e.masking,
    e.event,
    e.valid_from AS since
   FROM (((countersign_private.lineage_edge e
     JOIN countersign_private.lineage_node s ON ((s.id = e.source)))
     JOIN countersign_private.lineage_node t ON ((t.id = e.target)))
     LEFT JOIN countersign_private.lineage_node j ON ((j.id = e.job)))
  WHERE ((e.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.lineage_edge OWNER TO countersign_reader;
CREATE TABLE countersign_private.lineage_event (
    id bigint NOT NULL,
    digest bytea NOT NULL,
    shape text NOT NULL,
    kind text,
    teller bigint NOT NULL,
    subject bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    nanoseconds smallint NOT NULL,
    rank smallint NOT NULL,
    at_text text NOT NULL,
    producer text,
    schema_url text,
    parent_run uuid,
    is_snapshot boolean NOT NULL,
    declares boolean NOT NULL,
    findings text[] NOT NULL,
    raw bytea NOT NULL,
    receipt bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT lineage_event_digest_check CHECK ((length(digest) = 32)),
    CONSTRAINT lineage_event_kind_check CHECK ((kind = ANY (ARRAY['START'::text, 'RUNNING'::text, 'COMPLETE'::text, 'ABORT'::text, 'FAIL'::text, 'OTHER'::text]))),
    CONSTRAINT lineage_event_nanoseconds_check CHECK (((nanoseconds >= 0) AND (nanoseconds <= 999))),
    CONSTRAINT lineage_event_shape_check CHECK ((shape = ANY (ARRAY['run'::text, 'job'::text, 'dataset'::text])))
);
ALTER TABLE countersign_private.lineage_event OWNER TO countersign_owner;
CREATE TABLE countersign_private.lineage_teller (
    id bigint NOT NULL,
    run uuid,
    node bigint,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT lineage_teller_check CHECK (((run IS NULL) <> (node IS NULL)))
);
ALTER TABLE countersign_private.lineage_teller OWNER TO countersign_owner;
CREATE VIEW countersign.lineage_event AS
 SELECT e.id,
    encode(e.digest, 'hex'::text) AS digest,
    e.shape,
    e.kind,
    t.run,
    n.kind AS subject_kind,
    n.namespace,
    n.name,
    e.at,
    e.at_text,
    e.producer,
    e.schema_url,
    e.parent_run,
    e.findings,
    convert_from(e.raw, 'UTF8'::name) AS raw,
    e.receipt,
    e.recorded_at
   FROM ((countersign_private.lineage_event e
     JOIN countersign_private.lineage_teller t ON ((t.id = e.teller)))
     JOIN countersign_private.lineage_node n ON ((n.id = e.subject)))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.lineage_event OWNER TO countersign_reader;
CREATE TABLE countersign_private.lineage_facet (
    node bigint NOT NULL,
    key text NOT NULL,
    value jsonb,
    event bigint NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT lineage_facet_check CHECK ((valid_to > valid_from))
);
ALTER TABLE countersign_private.lineage_facet OWNER TO countersign_owner;
CREATE VIEW countersign.lineage_facet AS
 SELECT f.node,
    n.kind,
    n.namespace,
    n.name,
    f.key,
    f.value,
    f.event,
    f.valid_from AS since
   FROM (countersign_private.lineage_facet f
     JOIN countersign_private.lineage_node n ON ((n.id = f.node)))
  WHERE ((f.value IS NOT NULL) AND ((f.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)));
ALTER TABLE countersign.lineage_facet OWNER TO countersign_reader;
CREATE TABLE countersign_private.lineage_version (
    version bigint NOT NULL,
    node bigint NOT NULL
);
ALTER TABLE countersign_private.lineage_version OWNER TO countersign_owner;
CREATE VIEW countersign.lineage_node AS
 SELECT n.id,
    n.kind,
    n.namespace,
    n.name,
    n.field,
    n.parent,
    a.name AS artifact,
    v.label,
    n.recorded_at
   FROM (((countersign_private.lineage_node n
     LEFT JOIN countersign_private.lineage_version l ON ((l.node = n.id)))
     LEFT JOIN countersign_private.version v ON ((v.id = l.version)))
     LEFT JOIN countersign_private.artifact a ON ((a.id = v.artifact)))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.lineage_node OWNER TO countersign_reader;
CREATE TABLE countersign_private.lineage_run_state (
    teller bigint NOT NULL,
    job bigint NOT NULL,
    parent_run uuid,
    state text NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT lineage_run_state_check CHECK ((valid_to > valid_from)),
    CONSTRAINT lineage_run_state_state_check CHECK ((state = ANY (ARRAY['known'::text, 'running'::text, 'complete'::text, 'abort'::text, 'fail'::text])))
);
ALTER TABLE countersign_private.lineage_run_state OWNER TO countersign_owner;
CREATE VIEW countersign.lineage_run AS
 SELECT t.run,
    j.namespace AS job_namespace,
    j.name AS job,
    s.state,
    s.started_at,
    s.ended_at,
    s.parent_run,
    s.valid_from AS recorded_at
   FROM ((countersign_private.lineage_run_state s
     JOIN countersign_private.lineage_teller t ON ((t.id = s.teller)))
     JOIN countersign_private.lineage_node j ON ((j.id = s.job)))
  WHERE ((s.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.lineage_run OWNER TO countersign_reader;
CREATE TABLE countersign_private.log_checkpoint (
    id bigint NOT NULL,
    size bigint NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    login text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    CONSTRAINT log_checkpoint_root_check CHECK ((octet_length(root) = 32))
);
ALTER TABLE countersign_private.log_checkpoint OWNER TO countersign_owner;
CREATE VIEW countersign.log_checkpoint AS
 SELECT c.id,
    c.size,
    encode(c.root, 'hex'::text) AS root,
    c.note,
    c.login,
    c.recorded_at
   FROM countersign_private.log_checkpoint c
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.log_checkpoint OWNER TO countersign_reader;
CREATE TABLE countersign_private.log_seal (
    size bigint NOT NULL,
    root bytea NOT NULL,
    frontier bytea NOT NULL,
    taking bigint NOT NULL,
    login text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    CONSTRAINT log_seal_frontier_check CHECK (((octet_length(frontier) % 32) = 0)),
    CONSTRAINT log_seal_root_check CHECK ((octet_length(root) = 32)),
    CONSTRAINT log_seal_size_check CHECK ((size > 0))
);
ALTER TABLE countersign_private.log_seal OWNER TO countersign_owner;
CREATE TABLE countersign_private.log_taking (
    id bigint NOT NULL,
    size_after bigint NOT NULL,
    snapshot pg_snapshot NOT NULL,
    system_identifier bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    CONSTRAINT log_taking_size_after_check CHECK ((size_after > 0))
);
ALTER TABLE countersign_private.log_taking OWNER TO countersign_owner;
CREATE VIEW countersign.log_seal AS
 SELECT s.size,
    encode(s.root, 'hex'::text) AS root,
    (t.snapshot)::text AS snapshot,
    t.system_identifier,
    s.login,
    s.recorded_at
   FROM (countersign_private.log_seal s
     JOIN countersign_private.log_taking t ON ((t.id = s.taking)))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.log_seal OWNER TO countersign_reader;
CREATE TABLE countersign_private.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    breaking boolean NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    applied_by text DEFAULT SESSION_USER NOT NULL
);
ALTER TABLE countersign_private.migration OWNER TO countersign_owner;
CREATE VIEW countersign.migration AS
 SELECT migration.number,
    migration.name,
    migration.checksum,
    migration.breaking,
    migration.applied_at
   FROM countersign_private.migration;
ALTER TABLE countersign.migration OWNER TO countersign_reader;
CREATE TABLE countersign_private.review_outcome (
    tenant integer DEFAULT 1 NOT NULL,
    id bigint NOT NULL,
    item bigint NOT NULL,
    generation uuid NOT NULL,
    delivery text NOT NULL,
    decision text NOT NULL,
    harm text,
    verdict bigint NOT NULL,
    settled_at timestamp with time zone NOT NULL,
    leaves_at timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT review_outcome_decision_check CHECK ((decision = ANY (ARRAY['accept'::text, 'mask'::text, 'block'::text]))),
    CONSTRAINT review_outcome_delivery_check CHECK ((delivery = ANY (ARRAY['held'::text, 'delivered'::text])))
);
ALTER TABLE countersign_private.review_outcome OWNER TO countersign_owner;
CREATE TABLE countersign_private.review_state (
    tenant integer DEFAULT 1 NOT NULL,
    item bigint NOT NULL,
    queue text NOT NULL,
    due timestamp with time zone NOT NULL,
    state text NOT NULL,
    decided integer NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    tier text,
    needed integer,
    CONSTRAINT review_state_check CHECK ((valid_to > valid_from)),
    CONSTRAINT review_state_state_check CHECK ((state = ANY (ARRAY['open'::text, 'escalated'::text, 'disagreed'::text, 'done'::text])))
);
ALTER TABLE countersign_private.review_state OWNER TO countersign_owner;
CREATE VIEW countersign_private.kept_outcome AS
 SELECT o.tenant,
    o.id,
    o.item,
    o.generation,
    o.delivery,
    o.decision,
    o.harm,
    o.verdict,
    o.settled_at,
    o.leaves_at,
    o.xid
   FROM countersign_private.review_outcome o
  WHERE (NOT (EXISTS ( SELECT
           FROM countersign_private.review_state s
          WHERE ((s.tenant = o.tenant) AND (s.item = o.item) AND (s.valid_from > o.settled_at) AND (s.valid_from < o.leaves_at)))));
ALTER TABLE countersign_private.kept_outcome OWNER TO countersign_owner;
CREATE VIEW countersign.outcome AS
 SELECT o.generation,
    g.producer,
    g.event_id,
    g.service,
    o.item,
    o.delivery,
        CASE o.decision
            WHEN 'accept'::text THEN 'released'::text
            WHEN 'mask'::text THEN 'released_masked'::text
            ELSE
            CASE o.delivery
                WHEN 'held'::text THEN 'refused'::text
                ELSE 'harm_recorded'::text
            END
        END AS outcome,
    o.decision,
    o.harm,
    o.settled_at,
    o.leaves_at AS left_at,
    (EXISTS ( SELECT
           FROM countersign_private.kept_outcome e
          WHERE ((e.tenant = o.tenant) AND (e.item = o.item) AND (e.id < o.id)))) AS corrected
   FROM (countersign_private.kept_outcome o
     JOIN countersign_private.generation g ON (((g.tenant = o.tenant) AND (g.id = o.generation))))
  WHERE ((o.tenant = 1) AND (o.leaves_at <= ( SELECT countersign_private.moment() AS moment)) AND ( SELECT countersign_private.present_only() AS present_only) AND (NOT (EXISTS ( SELECT
           FROM countersign_private.kept_outcome n
          WHERE ((n.tenant = o.tenant) AND (n.item = o.item) AND (n.id > o.id) AND (n.leaves_at <= ( SELECT countersign_private.moment() AS moment)))))));
ALTER TABLE countersign.outcome OWNER TO countersign_reader;
CREATE TABLE countersign_private.pack (
    id bigint NOT NULL,
    snapshot bigint NOT NULL,
    scope text NOT NULL,
    digest bytea NOT NULL,
    bytes bigint NOT NULL,
    signer text NOT NULL,
    issued_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT pack_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT pack_digest_check CHECK ((octet_length(digest) = 32))
);
ALTER TABLE countersign_private.pack OWNER TO countersign_owner;
CREATE VIEW countersign.pack AS
 SELECT p.id,
    p.snapshot,
    s.quarter,
    p.scope,
    encode(p.digest, 'hex'::text) AS digest,
    p.bytes,
    p.signer,
    p.issued_by,
    p.recorded_at
   FROM (countersign_private.pack p
     JOIN countersign_private.snapshot s ON ((s.id = p.snapshot)))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.pack OWNER TO countersign_reader;
CREATE TABLE countersign_private.person (
    key text NOT NULL,
    name text NOT NULL,
    team text,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    CONSTRAINT person_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9._-]*$'::text))
);
ALTER TABLE countersign_private.person OWNER TO countersign_owner;
CREATE TABLE countersign_private.person_login (
    login text NOT NULL,
    person text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.person_login OWNER TO countersign_owner;
CREATE VIEW countersign.person AS
 SELECT p.key,
    p.name,
    p.team,
    p.languages,
    ARRAY( SELECT l.login
           FROM countersign_private.person_login l
          WHERE (l.person = p.key)) AS logins
   FROM countersign_private.person p
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.person OWNER TO countersign_reader;
CREATE VIEW countersign.pointer_move AS
 SELECT a.name AS artifact,
    p.environment,
    p.colour,
    v.label,
    p.weight,
    p.moved_by,
    p.reason,
    p.promotion,
    p.effective_at,
    p.valid_from AS recorded_at
   FROM ((countersign_private.pointer p
     JOIN countersign_private.version v ON ((v.id = p.version)))
     JOIN countersign_private.artifact a ON ((a.id = p.artifact)))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.pointer_move OWNER TO countersign_reader;
CREATE TABLE countersign_private.promotion_change (
    promotion bigint NOT NULL,
    revision bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.promotion_change OWNER TO countersign_owner;
CREATE TABLE countersign_private.promotion_state (
    promotion bigint NOT NULL,
    state text NOT NULL,
    changed_by text NOT NULL,
    reason text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT promotion_state_check CHECK ((valid_to > valid_from)),
    CONSTRAINT promotion_state_state_check CHECK ((state = ANY (ARRAY['open'::text, 'promoted'::text, 'rejected'::text, 'withdrawn'::text, 'expired'::text])))
);
ALTER TABLE countersign_private.promotion_state OWNER TO countersign_owner;
CREATE TABLE countersign_private.quorum (
    environment text NOT NULL,
    tier text NOT NULL,
    needed integer NOT NULL,
    CONSTRAINT quorum_needed_check CHECK ((needed >= 1)),
    CONSTRAINT quorum_tier_check CHECK ((tier = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])))
);
ALTER TABLE countersign_private.quorum OWNER TO countersign_owner;
CREATE VIEW countersign.promotion AS
 SELECT p.id,
    a.name AS artifact,
    a.kind,
    v.label,
    encode(v.digest, 'hex'::text) AS digest,
    p.environment,
    s.state,
    p.requested_by,
    p.reason,
    p.effective_at,
    p.recorded_at,
    ( SELECT count(*) AS count
           FROM countersign_private.approval x
          WHERE ((x.promotion = p.id) AND x.approves AND (x.revision = r.revision) AND ( SELECT countersign_private.present_only() AS present_only))) AS signed,
        CASE s.state
            WHEN 'open'::text THEN GREATEST(p.needed, q.needed)
            ELSE p.needed
        END AS needed,
    t.tier,
    r.revision,
    s.changed_by,
    s.valid_from AS changed_at
   FROM ((((((countersign_private.promotion p
     JOIN countersign_private.promotion_state s ON (((s.promotion = p.id) AND ((s.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))))
     CROSS JOIN LATERAL ( SELECT max(c.revision) AS revision
           FROM countersign_private.promotion_change c
          WHERE ((c.promotion = p.id) AND ( SELECT countersign_private.present_only() AS present_only))) r)
     JOIN countersign_private.version v ON ((v.id = p.version)))
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)))
     LEFT JOIN countersign_private.artifact_state t ON (((t.artifact = a.id) AND ((t.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))))
     LEFT JOIN countersign_private.quorum q ON (((q.environment = p.environment) AND (q.tier = COALESCE(t.tier, 'high'::text)))));
ALTER TABLE countersign.promotion OWNER TO countersign_reader;
CREATE TABLE countersign_private.quarantine (
    id bigint NOT NULL,
    receipt bigint NOT NULL,
    format text NOT NULL,
    origin text NOT NULL,
    line bigint,
    code text NOT NULL,
    reason text NOT NULL,
    raw bytea NOT NULL,
    raw_digest bytea GENERATED ALWAYS AS (sha256(raw)) STORED NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    state text DEFAULT 'kept'::text NOT NULL,
    replayed_at timestamp with time zone,
    CONSTRAINT quarantine_state_check CHECK ((state = ANY (ARRAY['kept'::text, 'replayed'::text])))
);
ALTER TABLE countersign_private.quarantine OWNER TO countersign_owner;
CREATE VIEW countersign.quarantine AS
 SELECT quarantine.id,
    quarantine.receipt,
    quarantine.format,
    quarantine.origin,
    quarantine.line,
    quarantine.code,
    quarantine.reason,
    length(quarantine.raw) AS bytes,
    quarantine.recorded_at,
    quarantine.state,
    quarantine.replayed_at
   FROM countersign_private.quarantine
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.quarantine OWNER TO countersign_reader;
CREATE TABLE countersign_private.queue (
    key text NOT NULL,
    tier text NOT NULL,
    name text NOT NULL,
    needed integer NOT NULL,
    due_after interval NOT NULL,
    lease interval NOT NULL,
    hides_scores boolean DEFAULT false NOT NULL,
    CONSTRAINT queue_needed_check CHECK (((needed >= 1) AND (needed <= 5))),
    CONSTRAINT queue_tier_check CHECK ((tier = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])))
);
ALTER TABLE countersign_private.queue OWNER TO countersign_owner;
CREATE VIEW countersign.queue AS
 SELECT queue.key,
    queue.tier,
    queue.name,
    queue.needed,
    queue.due_after,
    queue.lease,
    queue.hides_scores
   FROM countersign_private.queue;
ALTER TABLE countersign.queue OWNER TO countersign_reader;
CREATE TABLE countersign_private.queue_hours (
    queue text NOT NULL,
    days integer[] NOT NULL,
    opens time without time zone NOT NULL,
    closes time without time zone NOT NULL,
    CONSTRAINT queue_hours_check CHECK ((closes > opens)),
    CONSTRAINT queue_hours_days_check CHECK (((days <@ ARRAY[1, 2, 3, 4, 5, 6, 7]) AND (cardinality(days) > 0)))
);
ALTER TABLE countersign_private.queue_hours OWNER TO countersign_owner;
CREATE VIEW countersign.queue_hours AS
 SELECT h.queue,
    h.days,
    h.opens,
    h.closes
   FROM countersign_private.queue_hours h
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.queue_hours OWNER TO countersign_reader;
CREATE TABLE countersign_private.receipt (
    id bigint NOT NULL,
    producer text NOT NULL,
    format text NOT NULL,
    origin text NOT NULL,
    login text NOT NULL,
    opened_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    closed_at timestamp with time zone,
    taken bigint DEFAULT 0 NOT NULL,
    known bigint DEFAULT 0 NOT NULL,
    refused bigint DEFAULT 0 NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    first_at timestamp with time zone,
    last_at timestamp with time zone
);
ALTER TABLE countersign_private.receipt OWNER TO countersign_owner;
CREATE VIEW countersign.receipt AS
 SELECT receipt.id,
    receipt.producer,
    receipt.format,
    receipt.origin,
    receipt.login,
    receipt.opened_at,
    receipt.closed_at,
    receipt.taken,
    receipt.known,
    receipt.refused
   FROM countersign_private.receipt
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.receipt OWNER TO countersign_reader;
CREATE TABLE countersign_private.retrieval (
    tenant integer DEFAULT 1 NOT NULL,
    generation uuid NOT NULL,
    rank integer NOT NULL,
    index_name text NOT NULL,
    index_version text,
    namespace text,
    dataset text,
    dataset_version text,
    row_key text NOT NULL,
    score double precision,
    data_class text,
    CONSTRAINT retrieval_data_class_check CHECK ((data_class = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text])))
)
PARTITION BY RANGE (generation);
ALTER TABLE countersign_private.retrieval OWNER TO countersign_owner;
CREATE VIEW countersign.retrieval AS
 SELECT f.tenant,
    f.generation,
    f.rank,
    f.index_name,
    f.index_version,
    f.namespace,
    f.dataset,
    f.dataset_version,
    f.row_key,
    f.score,
    f.data_class
   FROM (countersign_private.retrieval f
     JOIN countersign_private.generation g ON (((g.tenant = f.tenant) AND (g.id = f.generation))))
  WHERE ((f.tenant = 1) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.retrieval OWNER TO countersign_reader;
CREATE TABLE countersign_private.review_breach (
    tenant integer DEFAULT 1 NOT NULL,
    item bigint NOT NULL,
    due timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.review_breach OWNER TO countersign_owner;
CREATE VIEW countersign.review_breach AS
 SELECT b.item,
    b.due,
    b.recorded_at
   FROM countersign_private.review_breach b
  WHERE ((b.tenant = 1) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.review_breach OWNER TO countersign_reader;
CREATE TABLE countersign_private.review_comment (
    tenant integer DEFAULT 1 NOT NULL,
    id bigint NOT NULL,
    item bigint NOT NULL,
    person text NOT NULL,
    words text NOT NULL,
    mentions text[] NOT NULL,
    channel text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT review_comment_words_check CHECK ((length(words) <= 4000))
);
ALTER TABLE countersign_private.review_comment OWNER TO countersign_owner;
CREATE VIEW countersign.review_comment AS
 SELECT c.id,
    c.item,
    c.person,
    (c.words || ''::text) AS words,
    c.mentions,
    c.recorded_at,
    ARRAY( SELECT m.m
           FROM unnest(c.mentions) m(m)
          WHERE (NOT (EXISTS ( SELECT
                   FROM countersign_private.review_comment a
                  WHERE ((a.tenant = c.tenant) AND (a.item = c.item) AND (a.person = m.m) AND (a.id > c.id)))))) AS waiting_for
   FROM countersign_private.review_comment c
  WHERE ((c.tenant = 1) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.review_comment OWNER TO countersign_reader;
CREATE TABLE countersign_private.review_item (
    tenant integer DEFAULT 1 NOT NULL,
    id bigint NOT NULL,
    generation uuid NOT NULL,
    queue text NOT NULL,
    tier text NOT NULL,
    rule text NOT NULL,
    reasons text[] NOT NULL,
    conversation text,
    needed integer NOT NULL,
    arrived_at timestamp with time zone NOT NULL,
    due timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL
);
ALTER TABLE countersign_private.review_item OWNER TO countersign_owner;
CREATE TABLE countersign_private.review_present (
    tenant integer DEFAULT 1 NOT NULL,
    item bigint NOT NULL,
    queue text NOT NULL,
    due timestamp with time zone NOT NULL,
    state text NOT NULL,
    decided integer DEFAULT 0 NOT NULL,
    revision bigint DEFAULT 1 NOT NULL,
    tier text NOT NULL,
    needed integer NOT NULL,
    CONSTRAINT review_present_needed_check CHECK (((needed >= 1) AND (needed <= 5))),
    CONSTRAINT review_present_state_check CHECK ((state = ANY (ARRAY['open'::text, 'escalated'::text, 'disagreed'::text, 'done'::text]))),
    CONSTRAINT review_present_tier_check CHECK ((tier = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])))
)
WITH (fillfactor='70');
ALTER TABLE countersign_private.review_present OWNER TO countersign_owner;
CREATE VIEW countersign.review_item AS
 SELECT p.item AS id,
    p.tier,
    p.queue,
    p.due,
    i.arrived_at,
    i.generation,
    g.model,
    g.model_version,
    i.rule,
        CASE
            WHEN (q.hides_scores AND (p.state = 'open'::text)) THEN countersign_private.without_figures(i.reasons)
            ELSE i.reasons
        END AS reasons,
    i.conversation,
    p.state,
    ARRAY( SELECT s.holder
           FROM countersign_private.review_slot s
          WHERE ((s.tenant = 1) AND (s.item = i.id) AND (s.state = 'open'::text) AND (s.holder IS NOT NULL) AND (s.lease_until > ( SELECT countersign_private.moment() AS moment)))
          ORDER BY s.slot) AS claimed_by,
    p.decided,
    p.needed,
    p.revision
   FROM (((countersign_private.review_present p
     JOIN countersign_private.review_item i ON (((i.tenant = p.tenant) AND (i.id = p.item))))
     JOIN countersign_private.generation g ON (((g.tenant = i.tenant) AND (g.id = i.generation))))
     JOIN countersign_private.queue q ON ((q.key = p.queue)))
  WHERE ((p.tenant = 1) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.review_item OWNER TO countersign_reader;
CREATE TABLE countersign_private.review_label (
    tenant integer DEFAULT 1 NOT NULL,
    id bigint NOT NULL,
    item bigint NOT NULL,
    person text NOT NULL,
    key text NOT NULL,
    schema bigint NOT NULL,
    value jsonb NOT NULL,
    channel text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL
);
ALTER TABLE countersign_private.review_label OWNER TO countersign_owner;
CREATE VIEW countersign.review_label AS
 SELECT DISTINCT ON (l.item, l.person, l.key) l.item,
    l.person,
    l.key,
    ((l.value #>> '{}'::text[]) || ''::text) AS value,
    l.recorded_at
   FROM countersign_private.review_label l
  WHERE ((l.tenant = 1) AND ( SELECT countersign_private.present_only() AS present_only))
  ORDER BY l.item, l.person, l.key, l.id DESC;
ALTER TABLE countersign.review_label OWNER TO countersign_reader;
CREATE VIEW countersign.rollout AS
 SELECT p.id AS promotion,
    p.environment,
    p.colour,
    p.weight,
    p.weight_limit,
    p.shift_until,
    p.expires_at,
    ( SELECT q.weight
           FROM countersign_private.pointer q
          WHERE ((q.promotion = p.id) AND ((q.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))
         LIMIT 1) AS serves
   FROM countersign_private.promotion p
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.rollout OWNER TO countersign_reader;
CREATE TABLE countersign_private.score (
    tenant integer DEFAULT 1 NOT NULL,
    generation uuid NOT NULL,
    ordinal smallint NOT NULL,
    name text NOT NULL,
    value double precision,
    judge text,
    lowest double precision,
    highest double precision,
    at timestamp with time zone
)
PARTITION BY RANGE (generation);
ALTER TABLE countersign_private.score OWNER TO countersign_owner;
CREATE VIEW countersign.score AS
 SELECT f.tenant,
    f.generation,
    f.ordinal,
    f.name,
    (f.value + (0)::double precision) AS value,
    f.judge,
    f.lowest,
    f.highest,
    f.at
   FROM (countersign_private.score f
     JOIN countersign_private.generation g ON (((g.tenant = f.tenant) AND (g.id = f.generation))))
  WHERE ((f.tenant = 1) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.score OWNER TO countersign_reader;
CREATE TABLE countersign_private.stop (
    id bigint NOT NULL,
    artifact bigint NOT NULL,
    version bigint,
    environment text,
    stopped_by text NOT NULL,
    reason text NOT NULL,
    reached jsonb NOT NULL,
    evidence jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL
);
ALTER TABLE countersign_private.stop OWNER TO countersign_owner;
CREATE TABLE countersign_private.stop_state (
    stop bigint NOT NULL,
    state text NOT NULL,
    changed_by text NOT NULL,
    reason text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT stop_state_check CHECK ((valid_to > valid_from)),
    CONSTRAINT stop_state_state_check CHECK ((state = ANY (ARRAY['stopped'::text, 'lifted'::text])))
);
ALTER TABLE countersign_private.stop_state OWNER TO countersign_owner;
CREATE TABLE countersign_private.stop_version (
    stop bigint NOT NULL,
    version bigint NOT NULL
);
ALTER TABLE countersign_private.stop_version OWNER TO countersign_owner;
CREATE VIEW countersign.serving AS
 SELECT a.name AS artifact,
    a.kind,
    p.environment,
    p.colour,
    v.label,
    encode(v.digest, 'hex'::text) AS digest,
    p.weight,
    p.moved_by,
    p.reason,
    p.effective_at,
    p.valid_from AS recorded_at
   FROM ((countersign_private.pointer p
     JOIN countersign_private.version v ON ((v.id = p.version)))
     JOIN countersign_private.artifact a ON ((a.id = p.artifact)))
  WHERE ((p.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only) AND (NOT (EXISTS ( SELECT
           FROM (countersign_private.stop_state t
             JOIN countersign_private.stop x ON ((x.id = t.stop)))
          WHERE ((t.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only) AND (t.state = 'stopped'::text) AND ((x.environment IS NULL) OR (x.environment = p.environment)) AND (((x.artifact = p.artifact) AND (x.version IS NULL)) OR (EXISTS ( SELECT
                   FROM countersign_private.stop_version r
                  WHERE ((r.stop = x.id) AND (r.version = p.version))))))))));
ALTER TABLE countersign.serving OWNER TO countersign_reader;
CREATE TABLE countersign_private.shadow_run (
    id bigint NOT NULL,
    artifact bigint NOT NULL,
    candidate bigint NOT NULL,
    origin text NOT NULL,
    seed bigint NOT NULL,
    asked integer NOT NULL,
    since timestamp with time zone,
    salt bytea NOT NULL,
    run_by text NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT shadow_run_asked_check CHECK ((asked >= 1)),
    CONSTRAINT shadow_run_origin_check CHECK ((origin = ANY (ARRAY['replay'::text, 'import'::text])))
);
ALTER TABLE countersign_private.shadow_run OWNER TO countersign_owner;
CREATE VIEW countersign.shadow_arm AS
 SELECT x.run,
    x.arm,
    x.role,
    a.name AS artifact,
    v.label,
    x.metric,
    x.url,
    x.model,
    x.ceiling,
    x.price_in,
    x.price_out,
    x.currency,
    x.max_tokens,
    x.per_minute,
    x.at_once,
    x.is_idempotent,
    ARRAY( SELECT p.environment
           FROM countersign_private.pointer p
          WHERE ((p.version = x.version) AND ((p.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))
          ORDER BY p.environment) AS serving
   FROM (((countersign_private.shadow_arm x
     JOIN countersign_private.shadow_run r ON (((r.id = x.run) AND ( SELECT countersign_private.present_only() AS present_only))))
     JOIN countersign_private.version v ON ((v.id = x.version)))
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)));
ALTER TABLE countersign.shadow_arm OWNER TO countersign_reader;
CREATE TABLE countersign_private.shadow_comparison (
    run bigint NOT NULL,
    arm smallint NOT NULL,
    metric text NOT NULL,
    slice text DEFAULT ''::text NOT NULL,
    n integer NOT NULL,
    candidate double precision,
    baseline double precision,
    difference double precision,
    low double precision,
    high double precision,
    confidence double precision NOT NULL,
    method text NOT NULL,
    wins integer NOT NULL,
    ties integer NOT NULL,
    losses integer NOT NULL,
    p double precision,
    p_adjusted double precision,
    detectable double precision,
    verdict text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    CONSTRAINT shadow_comparison_verdict_check CHECK ((verdict = ANY (ARRAY['pass'::text, 'regressed'::text, 'undecided'::text, 'shown'::text])))
);
ALTER TABLE countersign_private.shadow_comparison OWNER TO countersign_owner;
CREATE VIEW countersign.shadow_comparison AS
 SELECT c.run,
    c.arm,
    c.metric,
    c.slice,
    c.n,
    c.candidate,
    c.baseline,
    c.difference,
    c.low,
    c.high,
    c.confidence,
    c.method,
    c.wins,
    c.ties,
    c.losses,
    c.p,
    c.p_adjusted,
    c.detectable,
    c.verdict
   FROM countersign_private.shadow_comparison c
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.shadow_comparison OWNER TO countersign_reader;
CREATE TABLE countersign_private.shadow_endpoint (
    artifact bigint NOT NULL,
    version bigint,
    url text NOT NULL,
    model text,
    ceiling text NOT NULL,
    price_in numeric,
    price_out numeric,
    currency text,
    max_tokens integer NOT NULL,
    per_minute integer NOT NULL,
    at_once integer NOT NULL,
    is_idempotent boolean NOT NULL,
    set_by text NOT NULL,
    reason text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT shadow_endpoint_at_once_check CHECK (((at_once >= 1) AND (at_once <= 64))),
    CONSTRAINT shadow_endpoint_ceiling_check CHECK ((ceiling = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text]))),
    CONSTRAINT shadow_endpoint_check CHECK ((valid_to > valid_from)),
    CONSTRAINT shadow_endpoint_check1 CHECK ((((price_in IS NULL) = (currency IS NULL)) AND ((price_out IS NULL) = (currency IS NULL)))),
    CONSTRAINT shadow_endpoint_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT shadow_endpoint_max_tokens_check CHECK (((max_tokens >= 1) AND (max_tokens <= 1000000))),
    CONSTRAINT shadow_endpoint_model_check CHECK (((model <> ''::text) AND (length(model) <= 200) AND (model !~ '[[:cntrl:]]'::text))),
    CONSTRAINT shadow_endpoint_per_minute_check CHECK (((per_minute >= 1) AND (per_minute <= 1000000))),
    CONSTRAINT shadow_endpoint_price_in_check CHECK ((price_in >= (0)::numeric)),
    CONSTRAINT shadow_endpoint_price_out_check CHECK ((price_out >= (0)::numeric)),
    CONSTRAINT shadow_endpoint_url_check CHECK (((url ~ '^https?://[^/[:space:][:cntrl:]]+[^[:space:][:cntrl:]]*$'::text) AND (length(url) <= 2000)))
);
ALTER TABLE countersign_private.shadow_endpoint OWNER TO countersign_owner;
CREATE VIEW countersign.shadow_endpoint AS
 SELECT a.name AS artifact,
    v.label,
    e.url,
    e.model,
    e.ceiling,
    e.price_in,
    e.price_out,
    e.currency,
    e.max_tokens,
    e.per_minute,
    e.at_once,
    e.is_idempotent,
    e.set_by,
    e.reason,
    e.valid_from AS recorded_at
   FROM ((countersign_private.shadow_endpoint e
     JOIN countersign_private.artifact a ON ((a.id = e.artifact)))
     LEFT JOIN countersign_private.version v ON ((v.id = e.version)))
  WHERE ((e.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.shadow_endpoint OWNER TO countersign_reader;
CREATE TABLE countersign_private.shadow_metric (
    run bigint NOT NULL,
    metric text NOT NULL,
    kind text NOT NULL,
    better text NOT NULL,
    margin double precision,
    CONSTRAINT shadow_metric_better_check CHECK ((better = ANY (ARRAY['higher'::text, 'lower'::text]))),
    CONSTRAINT shadow_metric_kind_check CHECK ((kind = ANY (ARRAY['share'::text, 'score'::text, 'ratio'::text]))),
    CONSTRAINT shadow_metric_margin_check CHECK (((margin > (0)::double precision) AND (margin < 'Infinity'::double precision))),
    CONSTRAINT shadow_metric_metric_check CHECK (((metric <> ''::text) AND (length(metric) <= 100) AND (metric !~ '[[:cntrl:]]'::text)))
);
ALTER TABLE countersign_private.shadow_metric OWNER TO countersign_owner;
CREATE VIEW countersign.shadow_metric AS
 SELECT m.run,
    m.metric,
    m.kind,
    m.better,
    m.margin
   FROM (countersign_private.shadow_metric m
     JOIN countersign_private.shadow_run r ON (((r.id = m.run) AND ( SELECT countersign_private.present_only() AS present_only))));
ALTER TABLE countersign.shadow_metric OWNER TO countersign_reader;
CREATE TABLE countersign_private.shadow_run_state (
    run bigint NOT NULL,
    state text NOT NULL,
    changed_by text NOT NULL,
    reason text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT shadow_run_state_check CHECK ((valid_to > valid_from)),
    CONSTRAINT shadow_run_state_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'abandoned'::text])))
);
ALTER TABLE countersign_private.shadow_run_state OWNER TO countersign_owner;
CREATE TABLE countersign_private.shadow_sample (
    run bigint NOT NULL,
    population bigint NOT NULL,
    withheld bigint NOT NULL,
    drawn integer NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.shadow_sample OWNER TO countersign_owner;
CREATE TABLE countersign_private.shadow_verdict (
    run bigint NOT NULL,
    verdict text NOT NULL,
    pairs integer NOT NULL,
    answers_digest bytea NOT NULL,
    comparisons_digest bytea NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    CONSTRAINT shadow_verdict_verdict_check CHECK ((verdict = ANY (ARRAY['pass'::text, 'regressed'::text, 'undecided'::text])))
);
ALTER TABLE countersign_private.shadow_verdict OWNER TO countersign_owner;
CREATE VIEW countersign.shadow_run AS
 SELECT r.id,
    a.name AS artifact,
    v.label AS candidate,
    r.origin,
    s.state,
    d.verdict,
    d.pairs,
    r.seed,
    r.asked,
    m.drawn,
    m.population,
    m.withheld,
    r.run_by,
    r.reason,
    r.recorded_at,
    s.valid_from AS changed_at,
    encode(d.answers_digest, 'hex'::text) AS answers_digest,
    encode(d.comparisons_digest, 'hex'::text) AS comparisons_digest
   FROM (((((countersign_private.shadow_run r
     JOIN countersign_private.shadow_run_state s ON (((s.run = r.id) AND ((s.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))))
     JOIN countersign_private.artifact a ON ((a.id = r.artifact)))
     JOIN countersign_private.version v ON ((v.id = r.candidate)))
     LEFT JOIN countersign_private.shadow_sample m ON ((m.run = r.id)))
     LEFT JOIN countersign_private.shadow_verdict d ON (((d.run = r.id) AND ( SELECT countersign_private.present_only() AS present_only))));
ALTER TABLE countersign.shadow_run OWNER TO countersign_reader;
CREATE TABLE countersign_private.signature_rule (
    environment text NOT NULL,
    needs_key boolean NOT NULL,
    changed_by text NOT NULL,
    reason text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT signature_rule_check CHECK ((valid_to > valid_from))
);
ALTER TABLE countersign_private.signature_rule OWNER TO countersign_owner;
CREATE VIEW countersign.signature_rule AS
 SELECT r.environment,
    r.needs_key,
    r.changed_by,
    r.reason,
    r.valid_from AS recorded_at
   FROM countersign_private.signature_rule r
  WHERE ((r.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.signature_rule OWNER TO countersign_reader;
CREATE TABLE countersign_private.approval_for (
    approval bigint NOT NULL,
    person text NOT NULL,
    delegation bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.approval_for OWNER TO countersign_owner;
CREATE VIEW countersign.signed_for AS
 SELECT f.approval,
    f.person,
    f.delegation
   FROM countersign_private.approval_for f
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.signed_for OWNER TO countersign_reader;
CREATE VIEW countersign.signing_key AS
 SELECT k.fingerprint,
    encode(k.public_key, 'hex'::text) AS public_key,
    k.person,
    k.name,
    s.state,
    s.trusted_until,
    s.changed_by,
    s.reason,
    k.recorded_at,
    s.valid_from AS changed_at
   FROM (countersign_private.signing_key k
     JOIN countersign_private.signing_key_state s ON (((s.key = k.id) AND ((s.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))));
ALTER TABLE countersign.signing_key OWNER TO countersign_reader;
CREATE TABLE countersign_private.snapshot_frozen (
    snapshot bigint NOT NULL,
    asked_by text NOT NULL,
    frozen_by text NOT NULL,
    facts integer NOT NULL,
    digest bytea NOT NULL,
    activity bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT snapshot_frozen_check CHECK ((asked_by <> frozen_by)),
    CONSTRAINT snapshot_frozen_digest_check CHECK ((octet_length(digest) = 32))
);
ALTER TABLE countersign_private.snapshot_frozen OWNER TO countersign_owner;
CREATE TABLE countersign_private.snapshot_signature (
    id bigint NOT NULL,
    snapshot bigint NOT NULL,
    person text NOT NULL,
    login text NOT NULL,
    content_digest bytea NOT NULL,
    facts integer NOT NULL,
    reason text NOT NULL,
    channel text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT snapshot_signature_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'command'::text, 'sql'::text])))
);
ALTER TABLE countersign_private.snapshot_signature OWNER TO countersign_owner;
CREATE VIEW countersign.snapshot AS
 SELECT s.id,
    s.quarter,
    s.starts,
    s.ends,
    s.zone,
    s.corrects,
    s.opened_by,
    s.reason,
    s.recorded_at,
        CASE
            WHEN (f.snapshot IS NOT NULL) THEN 'frozen'::text
            WHEN (g.person IS NOT NULL) THEN 'asked'::text
            ELSE 'open'::text
        END AS state,
    COALESCE(f.asked_by, g.person) AS asked_by,
    f.frozen_by,
    f.recorded_at AS frozen_at,
    f.facts,
    encode(f.digest, 'hex'::text) AS digest,
    f.activity
   FROM ((countersign_private.snapshot s
     LEFT JOIN countersign_private.snapshot_frozen f ON (((f.snapshot = s.id) AND ( SELECT countersign_private.present_only() AS present_only))))
     LEFT JOIN LATERAL ( SELECT x.person
           FROM countersign_private.snapshot_signature x
          WHERE ((x.snapshot = s.id) AND ( SELECT countersign_private.present_only() AS present_only))
          ORDER BY x.id DESC
         LIMIT 1) g ON (true))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.snapshot OWNER TO countersign_reader;
CREATE VIEW countersign.stop AS
 SELECT x.id,
    a.name AS artifact,
    v.label,
    x.environment,
    x.stopped_by,
    x.reason,
    x.reached,
    x.evidence,
    s.state,
    s.changed_by,
    s.reason AS answer,
    x.recorded_at,
    s.valid_from AS changed_at
   FROM (((countersign_private.stop x
     JOIN countersign_private.stop_state s ON (((s.stop = x.id) AND ((s.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))))
     JOIN countersign_private.artifact a ON ((a.id = x.artifact)))
     LEFT JOIN countersign_private.version v ON ((v.id = x.version)));
ALTER TABLE countersign.stop OWNER TO countersign_reader;
CREATE VIEW countersign.succession AS
 SELECT a.name AS artifact,
    n.name AS takes_over,
    s.valid_from AS recorded_at
   FROM ((countersign_private.artifact_state s
     JOIN countersign_private.artifact a ON ((a.id = s.artifact)))
     JOIN countersign_private.artifact n ON ((n.id = s.successor)))
  WHERE ((s.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only) AND s.retired);
ALTER TABLE countersign.succession OWNER TO countersign_reader;
CREATE TABLE countersign_private.team (
    key text NOT NULL,
    name text NOT NULL,
    is_office boolean DEFAULT false NOT NULL,
    CONSTRAINT team_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9.-]*$'::text))
);
ALTER TABLE countersign_private.team OWNER TO countersign_owner;
CREATE VIEW countersign.team AS
 SELECT team.key,
    team.name,
    team.is_office
   FROM countersign_private.team;
ALTER TABLE countersign.team OWNER TO countersign_reader;
CREATE TABLE countersign_private.tier_lowering (
    id bigint NOT NULL,
    item bigint NOT NULL,
    tier text NOT NULL,
    asked_by text NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT tier_lowering_tier_check CHECK ((tier = 'medium'::text))
);
ALTER TABLE countersign_private.tier_lowering OWNER TO countersign_owner;
CREATE TABLE countersign_private.tier_lowering_answer (
    lowering bigint NOT NULL,
    granted boolean NOT NULL,
    answered_by text NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL
);
ALTER TABLE countersign_private.tier_lowering_answer OWNER TO countersign_owner;
CREATE VIEW countersign.tier_lowering AS
 SELECT l.id,
    l.item,
    l.tier,
    l.asked_by,
    l.reason,
    l.recorded_at,
    a.granted,
    a.answered_by
   FROM (countersign_private.tier_lowering l
     LEFT JOIN countersign_private.tier_lowering_answer a ON (((a.lowering = l.id) AND ( SELECT countersign_private.present_only() AS present_only))))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.tier_lowering OWNER TO countersign_reader;
CREATE TABLE countersign_private.verdict_end (
    tenant integer DEFAULT 1 NOT NULL,
    verdict bigint NOT NULL,
    kind text NOT NULL,
    ended_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT verdict_end_kind_check CHECK ((kind = ANY (ARRAY['undone'::text, 'corrected'::text])))
);
ALTER TABLE countersign_private.verdict_end OWNER TO countersign_owner;
CREATE VIEW countersign.verdict AS
 SELECT v.id,
    v.item,
    v.slot,
    v.reviewer,
    (v.decision || ''::text) AS decision,
    (v.reason || ''::text) AS reason,
    (v.harm || ''::text) AS harm,
    (v.channel || ''::text) AS channel,
    v.recorded_at,
    v.supersedes,
    ( SELECT e.kind
           FROM countersign_private.verdict_end e
          WHERE ((e.tenant = v.tenant) AND (e.verdict = v.id))) AS ended
   FROM countersign_private.verdict v
  WHERE ((v.tenant = 1) AND ( SELECT countersign_private.present_only() AS present_only));
ALTER TABLE countersign.verdict OWNER TO countersign_reader;
CREATE VIEW countersign.version AS
 SELECT v.id,
    a.name AS artifact,
    a.kind,
    v.number,
    v.label,
    encode(v.digest, 'hex'::text) AS digest,
    convert_from(v.body, 'UTF8'::name) AS body,
    v.author,
    v.message,
    ( SELECT p.label
           FROM countersign_private.version p
          WHERE (p.id = v.parent)) AS parent,
    v.source,
    v.effective_at,
    v.recorded_at,
    ARRAY( SELECT p.environment
           FROM countersign_private.pointer p
          WHERE ((p.version = v.id) AND ((p.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))
          ORDER BY p.environment) AS serving
   FROM (countersign_private.version v
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)))
  WHERE ( SELECT countersign_private.present_only() AS present_only);
ALTER TABLE countersign.version OWNER TO countersign_reader;
CREATE TABLE countersign_private.waiver (
    id bigint NOT NULL,
    version bigint NOT NULL,
    environment text NOT NULL,
    requirement text NOT NULL,
    owner text NOT NULL,
    reason text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    asked_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL
);
ALTER TABLE countersign_private.waiver OWNER TO countersign_owner;
CREATE TABLE countersign_private.waiver_state (
    waiver bigint NOT NULL,
    state text NOT NULL,
    changed_by text NOT NULL,
    reason text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT waiver_state_check CHECK ((valid_to > valid_from)),
    CONSTRAINT waiver_state_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text, 'withdrawn'::text])))
);
ALTER TABLE countersign_private.waiver_state OWNER TO countersign_owner;
CREATE VIEW countersign.waiver AS
 SELECT w.id,
    a.name AS artifact,
    v.label,
    w.environment,
    w.requirement,
    w.owner,
    w.reason,
    w.expires_at,
    w.asked_by,
    s.state,
    s.changed_by,
    s.reason AS answer,
    w.recorded_at,
    s.valid_from AS changed_at
   FROM (((countersign_private.waiver w
     JOIN countersign_private.waiver_state s ON (((s.waiver = w.id) AND ((s.valid_to = 'infinity'::timestamp with time zone) AND ( SELECT countersign_private.present_only() AS present_only)))))
     JOIN countersign_private.version v ON ((v.id = w.version)))
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)));
ALTER TABLE countersign.waiver OWNER TO countersign_reader;
CREATE VIEW countersign_past.activity AS
 SELECT a.id,
    a.recorded_at,
    a.person,
    a.login,
    a.act,
    a.subject_kind,
    a.subject,
    a.reason,
    a.detail,
    a.channel
   FROM countersign_private.activity a
  WHERE (a.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.activity OWNER TO countersign_reader;
CREATE VIEW countersign_past.alarm AS
 SELECT x.id,
    x.kind,
    a.name AS artifact,
    v.label,
    x.environment,
    x.subject,
    x.words,
    s.state,
    x.recorded_at,
    s.changed_by,
    s.reason,
    s.valid_from AS changed_at
   FROM (((countersign_private.alarm x
     JOIN countersign_private.alarm_state s ON (((s.alarm = x.id) AND ((s.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (s.valid_to > ( SELECT countersign.as_of() AS as_of))))))
     JOIN countersign_private.version v ON ((v.id = x.version)))
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)));
ALTER TABLE countersign_past.alarm OWNER TO countersign_reader;
CREATE VIEW countersign_past.approval AS
 SELECT x.id,
    x.promotion,
    x.person,
    x.approves,
    x.reason,
    x.channel,
    x.revision,
    encode(x.version_digest, 'hex'::text) AS version_digest,
    x.recorded_at
   FROM countersign_private.approval x
  WHERE (x.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.approval OWNER TO countersign_reader;
CREATE VIEW countersign_past.approval_envelope AS
 SELECT x.promotion,
    x.revision,
    x.id AS approval,
    x.person,
    k.fingerprint,
    encode(k.public_key, 'hex'::text) AS public_key,
    k.person AS key_person,
    convert_from(e.envelope, 'UTF8'::name) AS envelope,
    x.recorded_at,
    ( SELECT t.changed_by
           FROM countersign_private.signing_key_state t
          WHERE ((t.key = k.id) AND (t.state = 'trusted'::text) AND (t.valid_from <= x.recorded_at) AND (t.valid_to > x.recorded_at) AND (t.trusted_until > x.recorded_at))) AS trusted_by
   FROM ((countersign_private.approval_envelope e
     JOIN countersign_private.approval x ON ((x.id = e.approval)))
     JOIN countersign_private.signing_key k ON ((k.id = e.key)))
  WHERE (e.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.approval_envelope OWNER TO countersign_reader;
CREATE VIEW countersign_past.artifact AS
 SELECT a.id,
    a.name,
    a.kind,
    s.team,
    s.owner,
    s.tier,
    s.purpose,
    s.retired,
    ( SELECT v.label
           FROM countersign_private.version v
          WHERE ((v.artifact = a.id) AND (v.recorded_at <= ( SELECT countersign.as_of() AS as_of)))
          ORDER BY v.number DESC
         LIMIT 1) AS latest,
    ( SELECT v.label
           FROM (countersign_private.pointer p
             JOIN countersign_private.version v ON ((v.id = p.version)))
          WHERE ((p.artifact = a.id) AND (p.environment = 'production'::text) AND ((p.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (p.valid_to > ( SELECT countersign.as_of() AS as_of))))
          ORDER BY p.weight DESC, p.colour
         LIMIT 1) AS production,
    GREATEST(s.valid_from, ( SELECT max(v.recorded_at) AS max
           FROM countersign_private.version v
          WHERE ((v.artifact = a.id) AND (v.recorded_at <= ( SELECT countersign.as_of() AS as_of))))) AS changed_at
   FROM (countersign_private.artifact a
     JOIN countersign_private.artifact_state s ON (((s.artifact = a.id) AND ((s.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (s.valid_to > ( SELECT countersign.as_of() AS as_of))))));
ALTER TABLE countersign_past.artifact OWNER TO countersign_reader;
CREATE VIEW countersign_past.confirmation AS
 SELECT c.id,
    c.act,
    a.name AS artifact,
    c.environment,
    c.subject,
    c.words,
    c.asked_by,
    c.reason,
    c.due,
    s.state,
    s.changed_by,
    s.reason AS answer,
    c.recorded_at,
    s.valid_from AS changed_at
   FROM ((countersign_private.confirmation c
     JOIN countersign_private.confirmation_state s ON (((s.confirmation = c.id) AND ((s.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (s.valid_to > ( SELECT countersign.as_of() AS as_of))))))
     JOIN countersign_private.artifact a ON ((a.id = c.artifact)));
ALTER TABLE countersign_past.confirmation OWNER TO countersign_reader;
CREATE VIEW countersign_past.decision_text AS
 SELECT d.promotion,
    d.revision,
    convert_from(d.body, 'UTF8'::name) AS body,
    encode(d.digest, 'hex'::text) AS digest,
    encode(d.gate_digest, 'hex'::text) AS gate_digest,
    encode(d.policy_digest, 'hex'::text) AS policy_digest,
    d.recorded_at
   FROM countersign_private.decision_text d
  WHERE (d.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.decision_text OWNER TO countersign_reader;
CREATE VIEW countersign_past.delegation AS
 SELECT d.id,
    d.from_person,
    d.to_person,
    d.environment,
    d.until,
    d.reason,
    d.recorded_at
   FROM countersign_private.delegation d
  WHERE ((d.recorded_at <= ( SELECT countersign.as_of() AS as_of)) AND (NOT (EXISTS ( SELECT
           FROM countersign_private.delegation_end e
          WHERE ((e.delegation = d.id) AND (e.recorded_at <= ( SELECT countersign.as_of() AS as_of)))))));
ALTER TABLE countersign_past.delegation OWNER TO countersign_reader;
CREATE VIEW countersign_past.dependency AS
 SELECT ua.name AS artifact,
    u.label,
    ua.kind,
    da.name AS on_artifact,
    d.label AS on_label,
    da.kind AS on_kind,
    x.role
   FROM ((((countersign_private.dependency x
     JOIN countersign_private.version u ON ((u.id = x.version)))
     JOIN countersign_private.artifact ua ON ((ua.id = u.artifact)))
     JOIN countersign_private.version d ON ((d.id = x.on_version)))
     JOIN countersign_private.artifact da ON ((da.id = d.artifact)))
  WHERE (u.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.dependency OWNER TO countersign_reader;
CREATE VIEW countersign_past.environment AS
 SELECT environment.key,
    environment.rank,
    environment.name
   FROM countersign_private.environment;
ALTER TABLE countersign_past.environment OWNER TO countersign_reader;
CREATE VIEW countersign_past.evaluation AS
 SELECT a.name AS artifact,
    v.label,
    e.id,
    e.suite,
    e.metric,
    e.value,
    e.bound,
    e.at_least,
    e.n,
    e.supplied_by,
    e.effective_at,
    e.recorded_at
   FROM ((countersign_private.evaluation e
     JOIN countersign_private.version v ON ((v.id = e.version)))
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)))
  WHERE (e.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.evaluation OWNER TO countersign_reader;
CREATE VIEW countersign_past.fact AS
 SELECT f.id,
    a.name AS artifact,
    a.kind,
    f.key,
    s.state,
    s.owner,
    s.due,
    s.asked_by,
    s.question,
    s.answer,
    x.value,
    v.label AS given_for,
    x.answered_by,
    x.reason,
    x.effective_at,
    x.recorded_at AS answered_at,
    c.confirmed_by,
    c.recorded_at AS confirmed_at,
    s.cause,
    s.valid_from AS since,
    t.team
   FROM ((((((countersign_private.fact f
     JOIN countersign_private.artifact a ON ((a.id = f.artifact)))
     JOIN countersign_private.artifact_state t ON (((t.artifact = a.id) AND ((t.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (t.valid_to > ( SELECT countersign.as_of() AS as_of))))))
     JOIN countersign_private.fact_state s ON (((s.fact = f.id) AND ((s.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (s.valid_to > ( SELECT countersign.as_of() AS as_of))))))
     LEFT JOIN countersign_private.fact_answer x ON ((x.id = s.answer)))
     LEFT JOIN countersign_private.version v ON ((v.id = x.version)))
     LEFT JOIN countersign_private.fact_confirmation c ON (((c.answer = s.answer) AND (c.recorded_at <= ( SELECT countersign.as_of() AS as_of)))));
ALTER TABLE countersign_past.fact OWNER TO countersign_reader;
CREATE VIEW countersign_past.fact_answer AS
 SELECT x.id,
    f.id AS fact,
    a.name AS artifact,
    f.key,
    x.value,
    v.label AS given_for,
    v.number,
    x.answered_by,
    x.reason,
    x.channel,
    x.effective_at,
    x.recorded_at,
    c.confirmed_by,
    c.reason AS confirmed_because,
    c.recorded_at AS confirmed_at
   FROM ((((countersign_private.fact_answer x
     JOIN countersign_private.fact f ON ((f.id = x.fact)))
     JOIN countersign_private.artifact a ON ((a.id = f.artifact)))
     JOIN countersign_private.version v ON ((v.id = x.version)))
     LEFT JOIN countersign_private.fact_confirmation c ON (((c.answer = x.id) AND (c.recorded_at <= ( SELECT countersign.as_of() AS as_of)))))
  WHERE (x.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.fact_answer OWNER TO countersign_reader;
CREATE VIEW countersign_past.flag AS
 SELECT f.tenant,
    f.generation,
    f.ordinal,
    f.source,
    f.category,
    (f.verdict || ''::text) AS verdict,
    (f.score + (0)::double precision) AS score,
    f.side,
    f.taxonomy,
    f.spans
   FROM (countersign_private.flag f
     JOIN countersign_private.generation g ON (((g.tenant = f.tenant) AND (g.id = f.generation))))
  WHERE ((f.tenant = 1) AND (g.recorded_at <= ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.flag OWNER TO countersign_reader;
CREATE VIEW countersign_past.flag_category AS
 SELECT c.sent,
    c.category,
    c.weight
   FROM countersign_private.flag_category c;
ALTER TABLE countersign_past.flag_category OWNER TO countersign_reader;
CREATE VIEW countersign_past.generation AS
 SELECT g.id,
    g.producer,
    g.event_id,
    g.at,
    g.recorded_at,
    g.source,
    g.operation,
    g.model,
    g.model_version,
    g.prompt,
    g.prompt_version,
    g.prompt_id,
    g.service,
    g.environment,
    g.conversation,
    g.language,
    g.user_facing,
    g.delivery,
    g.data_class,
    COALESCE(( SELECT t.tier
           FROM countersign_private.generation_tier t
          WHERE ((t.tenant = g.tenant) AND (t.generation = g.id) AND (t.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (t.valid_to > ( SELECT countersign.as_of() AS as_of)))), g.tier) AS tier,
    COALESCE(( SELECT t.rule
           FROM countersign_private.generation_tier t
          WHERE ((t.tenant = g.tenant) AND (t.generation = g.id) AND (t.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (t.valid_to > ( SELECT countersign.as_of() AS as_of)))), g.tier_rule) AS tier_rule,
    g.tokens_in,
    g.tokens_out,
    g.cost_micros,
    g.currency,
    g.latency_micros,
    g.marks,
    encode(g.commitment, 'hex'::text) AS commitment
   FROM countersign_private.generation g
  WHERE ((g.tenant = 1) AND (g.recorded_at <= ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.generation OWNER TO countersign_reader;
CREATE VIEW countersign_past.holiday AS
 SELECT h.day,
    h.name
   FROM countersign_private.holiday h;
ALTER TABLE countersign_past.holiday OWNER TO countersign_reader;
CREATE VIEW countersign_past.incident AS
 SELECT i.id,
    i.title,
    i.description,
    t.traits,
    (t.traits && ARRAY['health'::text, 'infrastructure'::text, 'fundamental_rights'::text, 'property_environment'::text, 'death'::text, 'widespread'::text]) AS serious,
    i.happened_at,
    i.aware_at,
    i.affected,
    i.ticket,
    i.zone,
    i.opened_by,
    i.recorded_at,
        CASE
            WHEN (EXISTS ( SELECT
               FROM countersign_private.incident_act a
              WHERE ((a.incident = i.id) AND (a.act = 'close'::text) AND (a.recorded_at <= ( SELECT countersign.as_of() AS as_of))))) THEN 'closed'::text
            ELSE 'open'::text
        END AS state,
    ( SELECT min(c.due_at) AS min
           FROM countersign_private.incident_clock c
          WHERE ((c.incident = i.id) AND (c.recorded_at <= ( SELECT countersign.as_of() AS as_of)) AND (NOT (EXISTS ( SELECT
                   FROM countersign_private.incident_act a
                  WHERE ((a.incident = c.incident) AND (a.duty = c.duty) AND (a.recorded_at <= ( SELECT countersign.as_of() AS as_of)))))))) AS next_due
   FROM (countersign_private.incident i
     CROSS JOIN LATERAL ( SELECT a.traits
           FROM countersign_private.incident_act a
          WHERE ((a.incident = i.id) AND (a.traits IS NOT NULL) AND (a.recorded_at <= ( SELECT countersign.as_of() AS as_of)))
          ORDER BY a.id DESC
         LIMIT 1) t)
  WHERE (i.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.incident OWNER TO countersign_reader;
CREATE VIEW countersign_past.incident_act AS
 SELECT a.id,
    a.incident,
    a.act,
    a.traits,
    a.duty,
    a.stage,
    a.person,
    a.reason,
    a.channel,
    a.effective_at,
    a.recorded_at
   FROM countersign_private.incident_act a
  WHERE (a.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.incident_act OWNER TO countersign_reader;
CREATE VIEW countersign_past.incident_clock AS
 SELECT DISTINCT ON (c.incident, c.duty) c.incident,
    c.duty,
    c.rule,
    c.title,
    c.source,
    c.law_version,
    c.due_at,
    c.ends_at,
    ( SELECT min(a.effective_at) AS min
           FROM countersign_private.incident_act a
          WHERE ((a.incident = c.incident) AND (a.duty = c.duty) AND (a.recorded_at <= ( SELECT countersign.as_of() AS as_of)))) AS answered_at,
    ( SELECT a.stage
           FROM countersign_private.incident_act a
          WHERE ((a.incident = c.incident) AND (a.duty = c.duty) AND (a.recorded_at <= ( SELECT countersign.as_of() AS as_of)))
          ORDER BY a.id DESC
         LIMIT 1) AS stage,
    c.recorded_at
   FROM countersign_private.incident_clock c
  WHERE (c.recorded_at <= ( SELECT countersign.as_of() AS as_of))
  ORDER BY c.incident, c.duty, c.due_at, c.rule;
ALTER TABLE countersign_past.incident_clock OWNER TO countersign_reader;
CREATE VIEW countersign_past.incident_link AS
 SELECT l.incident,
    l.ordinal,
    l.kind,
    l.subject,
    encode(l.digest, 'hex'::text) AS digest,
    l.added_by,
    l.recorded_at
   FROM countersign_private.incident_link l
  WHERE (l.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.incident_link OWNER TO countersign_reader;
CREATE VIEW countersign_past.label_schema AS
 SELECT DISTINCT ON (s.queue, s.key) s.queue,
    s.key,
    s.kind,
    s.options,
    s.lowest,
    s.highest,
    s.recorded_at
   FROM countersign_private.label_schema s
  WHERE (s.recorded_at <= ( SELECT countersign.as_of() AS as_of))
  ORDER BY s.queue, s.key, s.id DESC;
ALTER TABLE countersign_past.label_schema OWNER TO countersign_reader;
CREATE VIEW countersign_past.lineage_edge AS
 SELECT e.id,
    e.source,
    s.namespace AS source_namespace,
    s.name AS source_name,
    s.field AS source_field,
    e.target,
    t.namespace AS target_namespace,
    t.name AS target_name,
    t.field AS target_field,
    j.namespace AS job_namespace,
    j.name AS job,
    e.level,
    e.basis,
    e.type,
    e.subtype,
    e.masking,
    e.event,
    e.valid_from AS since
   FROM (((countersign_private.lineage_edge e
     JOIN countersign_private.lineage_node s ON ((s.id = e.source)))
     JOIN countersign_private.lineage_node t ON ((t.id = e.target)))
     LEFT JOIN countersign_private.lineage_node j ON ((j.id = e.job)))
  WHERE ((e.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (e.valid_to > ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.lineage_edge OWNER TO countersign_reader;
CREATE VIEW countersign_past.lineage_event AS
 SELECT e.id,
    encode(e.digest, 'hex'::text) AS digest,
    e.shape,
    e.kind,
    t.run,
    n.kind AS subject_kind,
    n.namespace,
    n.name,
    e.at,
    e.at_text,
    e.producer,
    e.schema_url,
    e.parent_run,
    e.findings,
    convert_from(e.raw, 'UTF8'::name) AS raw,
    e.receipt,
    e.recorded_at
   FROM ((countersign_private.lineage_event e
     JOIN countersign_private.lineage_teller t ON ((t.id = e.teller)))
     JOIN countersign_private.lineage_node n ON ((n.id = e.subject)))
  WHERE (e.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.lineage_event OWNER TO countersign_reader;
CREATE VIEW countersign_past.lineage_facet AS
 SELECT f.node,
    n.kind,
    n.namespace,
    n.name,
    f.key,
    f.value,
    f.event,
    f.valid_from AS since
   FROM (countersign_private.lineage_facet f
     JOIN countersign_private.lineage_node n ON ((n.id = f.node)))
  WHERE ((f.value IS NOT NULL) AND ((f.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (f.valid_to > ( SELECT countersign.as_of() AS as_of))));
ALTER TABLE countersign_past.lineage_facet OWNER TO countersign_reader;
CREATE VIEW countersign_past.lineage_node AS
 SELECT n.id,
    n.kind,
    n.namespace,
    n.name,
    n.field,
    n.parent,
    a.name AS artifact,
    v.label,
    n.recorded_at
   FROM (((countersign_private.lineage_node n
     LEFT JOIN countersign_private.lineage_version l ON ((l.node = n.id)))
     LEFT JOIN countersign_private.version v ON ((v.id = l.version)))
     LEFT JOIN countersign_private.artifact a ON ((a.id = v.artifact)))
  WHERE (n.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.lineage_node OWNER TO countersign_reader;
CREATE VIEW countersign_past.lineage_run AS
 SELECT t.run,
    j.namespace AS job_namespace,
    j.name AS job,
    s.state,
    s.started_at,
    s.ended_at,
    s.parent_run,
    s.valid_from AS recorded_at
   FROM ((countersign_private.lineage_run_state s
     JOIN countersign_private.lineage_teller t ON ((t.id = s.teller)))
     JOIN countersign_private.lineage_node j ON ((j.id = s.job)))
  WHERE ((s.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (s.valid_to > ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.lineage_run OWNER TO countersign_reader;
CREATE VIEW countersign_past.log_checkpoint AS
 SELECT c.id,
    c.size,
    encode(c.root, 'hex'::text) AS root,
    c.note,
    c.login,
    c.recorded_at
   FROM countersign_private.log_checkpoint c
  WHERE (c.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.log_checkpoint OWNER TO countersign_reader;
CREATE VIEW countersign_past.log_seal AS
 SELECT s.size,
    encode(s.root, 'hex'::text) AS root,
    (t.snapshot)::text AS snapshot,
    t.system_identifier,
    s.login,
    s.recorded_at
   FROM (countersign_private.log_seal s
     JOIN countersign_private.log_taking t ON ((t.id = s.taking)))
  WHERE (s.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.log_seal OWNER TO countersign_reader;
CREATE VIEW countersign_past.outcome AS
 SELECT o.generation,
    g.producer,
    g.event_id,
    g.service,
    o.item,
    o.delivery,
        CASE o.decision
            WHEN 'accept'::text THEN 'released'::text
            WHEN 'mask'::text THEN 'released_masked'::text
            ELSE
            CASE o.delivery
                WHEN 'held'::text THEN 'refused'::text
                ELSE 'harm_recorded'::text
            END
        END AS outcome,
    o.decision,
    o.harm,
    o.settled_at,
    o.leaves_at AS left_at,
    (EXISTS ( SELECT
           FROM countersign_private.kept_outcome e
          WHERE ((e.tenant = o.tenant) AND (e.item = o.item) AND (e.id < o.id)))) AS corrected
   FROM (countersign_private.kept_outcome o
     JOIN countersign_private.generation g ON (((g.tenant = o.tenant) AND (g.id = o.generation))))
  WHERE ((o.tenant = 1) AND (o.leaves_at <= ( SELECT countersign.as_of() AS as_of)) AND (NOT (EXISTS ( SELECT
           FROM countersign_private.kept_outcome n
          WHERE ((n.tenant = o.tenant) AND (n.item = o.item) AND (n.id > o.id) AND (n.leaves_at <= ( SELECT countersign.as_of() AS as_of)))))));
ALTER TABLE countersign_past.outcome OWNER TO countersign_reader;
CREATE VIEW countersign_past.pack AS
 SELECT p.id,
    p.snapshot,
    s.quarter,
    p.scope,
    encode(p.digest, 'hex'::text) AS digest,
    p.bytes,
    p.signer,
    p.issued_by,
    p.recorded_at
   FROM (countersign_private.pack p
     JOIN countersign_private.snapshot s ON ((s.id = p.snapshot)))
  WHERE (p.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.pack OWNER TO countersign_reader;
CREATE VIEW countersign_past.person AS
 SELECT p.key,
    p.name,
    p.team,
    p.languages,
    ARRAY( SELECT l.login
           FROM countersign_private.person_login l
          WHERE (l.person = p.key)) AS logins
   FROM countersign_private.person p
  WHERE (p.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.person OWNER TO countersign_reader;
CREATE VIEW countersign_past.pointer_move AS
 SELECT a.name AS artifact,
    p.environment,
    p.colour,
    v.label,
    p.weight,
    p.moved_by,
    p.reason,
    p.promotion,
    p.effective_at,
    p.valid_from AS recorded_at
   FROM ((countersign_private.pointer p
     JOIN countersign_private.version v ON ((v.id = p.version)))
     JOIN countersign_private.artifact a ON ((a.id = p.artifact)))
  WHERE (p.valid_from <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.pointer_move OWNER TO countersign_reader;
CREATE VIEW countersign_past.promotion AS
 SELECT p.id,
    a.name AS artifact,
    a.kind,
    v.label,
    encode(v.digest, 'hex'::text) AS digest,
    p.environment,
    s.state,
    p.requested_by,
    p.reason,
    p.effective_at,
    p.recorded_at,
    ( SELECT count(*) AS count
           FROM countersign_private.approval x
          WHERE ((x.promotion = p.id) AND x.approves AND (x.revision = r.revision) AND (x.recorded_at <= ( SELECT countersign.as_of() AS as_of)))) AS signed,
        CASE s.state
            WHEN 'open'::text THEN GREATEST(p.needed, q.needed)
            ELSE p.needed
        END AS needed,
    t.tier,
    r.revision,
    s.changed_by,
    s.valid_from AS changed_at
   FROM ((((((countersign_private.promotion p
     JOIN countersign_private.promotion_state s ON (((s.promotion = p.id) AND ((s.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (s.valid_to > ( SELECT countersign.as_of() AS as_of))))))
     CROSS JOIN LATERAL ( SELECT max(c.revision) AS revision
           FROM countersign_private.promotion_change c
          WHERE ((c.promotion = p.id) AND (c.recorded_at <= ( SELECT countersign.as_of() AS as_of)))) r)
     JOIN countersign_private.version v ON ((v.id = p.version)))
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)))
     LEFT JOIN countersign_private.artifact_state t ON (((t.artifact = a.id) AND ((t.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (t.valid_to > ( SELECT countersign.as_of() AS as_of))))))
     LEFT JOIN countersign_private.quorum q ON (((q.environment = p.environment) AND (q.tier = COALESCE(t.tier, 'high'::text)))));
ALTER TABLE countersign_past.promotion OWNER TO countersign_reader;
CREATE VIEW countersign_past.quarantine AS
 SELECT quarantine.id,
    quarantine.receipt,
    quarantine.format,
    quarantine.origin,
    quarantine.line,
    quarantine.code,
    quarantine.reason,
    length(quarantine.raw) AS bytes,
    quarantine.recorded_at,
        CASE
            WHEN (quarantine.replayed_at <= ( SELECT countersign.as_of() AS as_of)) THEN 'replayed'::text
            ELSE 'kept'::text
        END AS state,
        CASE
            WHEN (quarantine.replayed_at <= ( SELECT countersign.as_of() AS as_of)) THEN quarantine.replayed_at
            ELSE NULL::timestamp with time zone
        END AS replayed_at
   FROM countersign_private.quarantine
  WHERE (quarantine.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.quarantine OWNER TO countersign_reader;
CREATE VIEW countersign_past.queue AS
 SELECT queue.key,
    queue.tier,
    queue.name,
    queue.needed,
    queue.due_after,
    queue.lease,
    queue.hides_scores
   FROM countersign_private.queue;
ALTER TABLE countersign_past.queue OWNER TO countersign_reader;
CREATE VIEW countersign_past.queue_hours AS
 SELECT h.queue,
    h.days,
    h.opens,
    h.closes
   FROM countersign_private.queue_hours h;
ALTER TABLE countersign_past.queue_hours OWNER TO countersign_reader;
CREATE VIEW countersign_past.receipt AS
 SELECT r.id,
    r.producer,
    r.format,
    r.origin,
    r.login,
    r.opened_at,
    c.closed_at,
    c.taken,
    c.known,
    c.refused
   FROM (countersign_private.receipt r
     LEFT JOIN countersign_private.receipt c ON (((c.id = r.id) AND (c.closed_at <= ( SELECT countersign.as_of() AS as_of)))))
  WHERE (r.opened_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.receipt OWNER TO countersign_reader;
CREATE VIEW countersign_past.retrieval AS
 SELECT f.tenant,
    f.generation,
    f.rank,
    f.index_name,
    f.index_version,
    f.namespace,
    f.dataset,
    f.dataset_version,
    f.row_key,
    f.score,
    f.data_class
   FROM (countersign_private.retrieval f
     JOIN countersign_private.generation g ON (((g.tenant = f.tenant) AND (g.id = f.generation))))
  WHERE ((f.tenant = 1) AND (g.recorded_at <= ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.retrieval OWNER TO countersign_reader;
CREATE VIEW countersign_past.review_breach AS
 SELECT b.item,
    b.due,
    b.recorded_at
   FROM countersign_private.review_breach b
  WHERE ((b.tenant = 1) AND (b.recorded_at <= ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.review_breach OWNER TO countersign_reader;
CREATE VIEW countersign_past.review_comment AS
 SELECT c.id,
    c.item,
    c.person,
    (c.words || ''::text) AS words,
    c.mentions,
    c.recorded_at,
    ARRAY( SELECT m.m
           FROM unnest(c.mentions) m(m)
          WHERE (NOT (EXISTS ( SELECT
                   FROM countersign_private.review_comment a
                  WHERE ((a.tenant = c.tenant) AND (a.item = c.item) AND (a.person = m.m) AND (a.id > c.id) AND (a.recorded_at <= ( SELECT countersign.as_of() AS as_of))))))) AS waiting_for
   FROM countersign_private.review_comment c
  WHERE ((c.tenant = 1) AND (c.recorded_at <= ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.review_comment OWNER TO countersign_reader;
CREATE VIEW countersign_past.review_item AS
 SELECT s.item AS id,
    COALESCE(s.tier, i.tier) AS tier,
    s.queue,
    s.due,
    i.arrived_at,
    i.generation,
    g.model,
    g.model_version,
    i.rule,
        CASE
            WHEN (q.hides_scores AND (p.state = 'open'::text)) THEN countersign_private.without_figures(i.reasons)
            ELSE i.reasons
        END AS reasons,
    i.conversation,
    s.state,
    '{}'::text[] AS claimed_by,
    s.decided,
    COALESCE(s.needed, i.needed) AS needed,
    (0)::bigint AS revision
   FROM ((((countersign_private.review_state s
     JOIN countersign_private.review_present p ON (((p.tenant = s.tenant) AND (p.item = s.item))))
     JOIN countersign_private.review_item i ON (((i.tenant = s.tenant) AND (i.id = s.item))))
     JOIN countersign_private.generation g ON (((g.tenant = i.tenant) AND (g.id = i.generation))))
     JOIN countersign_private.queue q ON ((q.key = p.queue)))
  WHERE ((s.tenant = 1) AND (tstzrange(s.valid_from, s.valid_to) @> ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.review_item OWNER TO countersign_reader;
CREATE VIEW countersign_past.review_label AS
 SELECT DISTINCT ON (l.item, l.person, l.key) l.item,
    l.person,
    l.key,
    ((l.value #>> '{}'::text[]) || ''::text) AS value,
    l.recorded_at
   FROM countersign_private.review_label l
  WHERE ((l.tenant = 1) AND (l.recorded_at <= ( SELECT countersign.as_of() AS as_of)))
  ORDER BY l.item, l.person, l.key, l.id DESC;
ALTER TABLE countersign_past.review_label OWNER TO countersign_reader;
CREATE VIEW countersign_past.rollout AS
 SELECT p.id AS promotion,
    p.environment,
    p.colour,
    p.weight,
    p.weight_limit,
    p.shift_until,
    p.expires_at,
    ( SELECT q.weight
           FROM countersign_private.pointer q
          WHERE ((q.promotion = p.id) AND ((q.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (q.valid_to > ( SELECT countersign.as_of() AS as_of))))
         LIMIT 1) AS serves
   FROM countersign_private.promotion p
  WHERE (p.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.rollout OWNER TO countersign_reader;
CREATE VIEW countersign_past.score AS
 SELECT f.tenant,
    f.generation,
    f.ordinal,
    f.name,
    (f.value + (0)::double precision) AS value,
    f.judge,
    f.lowest,
    f.highest,
    f.at
   FROM (countersign_private.score f
     JOIN countersign_private.generation g ON (((g.tenant = f.tenant) AND (g.id = f.generation))))
  WHERE ((f.tenant = 1) AND (g.recorded_at <= ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.score OWNER TO countersign_reader;
CREATE VIEW countersign_past.serving AS
 SELECT a.name AS artifact,
    a.kind,
    p.environment,
    p.colour,
    v.label,
    encode(v.digest, 'hex'::text) AS digest,
    p.weight,
    p.moved_by,
    p.reason,
    p.effective_at,
    p.valid_from AS recorded_at
   FROM ((countersign_private.pointer p
     JOIN countersign_private.version v ON ((v.id = p.version)))
     JOIN countersign_private.artifact a ON ((a.id = p.artifact)))
  WHERE ((p.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (p.valid_to > ( SELECT countersign.as_of() AS as_of)) AND (NOT (EXISTS ( SELECT
           FROM (countersign_private.stop_state t
             JOIN countersign_private.stop x ON ((x.id = t.stop)))
          WHERE ((t.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (t.valid_to > ( SELECT countersign.as_of() AS as_of)) AND (t.state = 'stopped'::text) AND ((x.environment IS NULL) OR (x.environment = p.environment)) AND (((x.artifact = p.artifact) AND (x.version IS NULL)) OR (EXISTS ( SELECT
                   FROM countersign_private.stop_version r
                  WHERE ((r.stop = x.id) AND (r.version = p.version))))))))));
ALTER TABLE countersign_past.serving OWNER TO countersign_reader;
CREATE VIEW countersign_past.shadow_arm AS
 SELECT x.run,
    x.arm,
    x.role,
    a.name AS artifact,
    v.label,
    x.metric,
    x.url,
    x.model,
    x.ceiling,
    x.price_in,
    x.price_out,
    x.currency,
    x.max_tokens,
    x.per_minute,
    x.at_once,
    x.is_idempotent,
    ARRAY( SELECT p.environment
           FROM countersign_private.pointer p
          WHERE ((p.version = x.version) AND ((p.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (p.valid_to > ( SELECT countersign.as_of() AS as_of))))
          ORDER BY p.environment) AS serving
   FROM (((countersign_private.shadow_arm x
     JOIN countersign_private.shadow_run r ON (((r.id = x.run) AND (r.recorded_at <= ( SELECT countersign.as_of() AS as_of)))))
     JOIN countersign_private.version v ON ((v.id = x.version)))
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)));
ALTER TABLE countersign_past.shadow_arm OWNER TO countersign_reader;
CREATE VIEW countersign_past.shadow_comparison AS
 SELECT c.run,
    c.arm,
    c.metric,
    c.slice,
    c.n,
    c.candidate,
    c.baseline,
    c.difference,
    c.low,
    c.high,
    c.confidence,
    c.method,
    c.wins,
    c.ties,
    c.losses,
    c.p,
    c.p_adjusted,
    c.detectable,
    c.verdict
   FROM countersign_private.shadow_comparison c
  WHERE (c.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.shadow_comparison OWNER TO countersign_reader;
CREATE VIEW countersign_past.shadow_endpoint AS
 SELECT a.name AS artifact,
    v.label,
    e.url,
    e.model,
    e.ceiling,
    e.price_in,
    e.price_out,
    e.currency,
    e.max_tokens,
    e.per_minute,
    e.at_once,
    e.is_idempotent,
    e.set_by,
    e.reason,
    e.valid_from AS recorded_at
   FROM ((countersign_private.shadow_endpoint e
     JOIN countersign_private.artifact a ON ((a.id = e.artifact)))
     LEFT JOIN countersign_private.version v ON ((v.id = e.version)))
  WHERE ((e.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (e.valid_to > ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.shadow_endpoint OWNER TO countersign_reader;
CREATE VIEW countersign_past.shadow_metric AS
 SELECT m.run,
    m.metric,
    m.kind,
    m.better,
    m.margin
   FROM (countersign_private.shadow_metric m
     JOIN countersign_private.shadow_run r ON (((r.id = m.run) AND (r.recorded_at <= ( SELECT countersign.as_of() AS as_of)))));
ALTER TABLE countersign_past.shadow_metric OWNER TO countersign_reader;
CREATE VIEW countersign_past.shadow_run AS
 SELECT r.id,
    a.name AS artifact,
    v.label AS candidate,
    r.origin,
    s.state,
    d.verdict,
    d.pairs,
    r.seed,
    r.asked,
    m.drawn,
    m.population,
    m.withheld,
    r.run_by,
    r.reason,
    r.recorded_at,
    s.valid_from AS changed_at,
    encode(d.answers_digest, 'hex'::text) AS answers_digest,
    encode(d.comparisons_digest, 'hex'::text) AS comparisons_digest
   FROM (((((countersign_private.shadow_run r
     JOIN countersign_private.shadow_run_state s ON (((s.run = r.id) AND ((s.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (s.valid_to > ( SELECT countersign.as_of() AS as_of))))))
     JOIN countersign_private.artifact a ON ((a.id = r.artifact)))
     JOIN countersign_private.version v ON ((v.id = r.candidate)))
     LEFT JOIN countersign_private.shadow_sample m ON ((m.run = r.id)))
     LEFT JOIN countersign_private.shadow_verdict d ON (((d.run = r.id) AND (d.recorded_at <= ( SELECT countersign.as_of() AS as_of)))));
ALTER TABLE countersign_past.shadow_run OWNER TO countersign_reader;
CREATE VIEW countersign_past.signature_rule AS
 SELECT r.environment,
    r.needs_key,
    r.changed_by,
    r.reason,
    r.valid_from AS recorded_at
   FROM countersign_private.signature_rule r
  WHERE ((r.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (r.valid_to > ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.signature_rule OWNER TO countersign_reader;
CREATE VIEW countersign_past.signed_for AS
 SELECT f.approval,
    f.person,
    f.delegation
   FROM countersign_private.approval_for f
  WHERE (f.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.signed_for OWNER TO countersign_reader;
CREATE VIEW countersign_past.signing_key AS
 SELECT k.fingerprint,
    encode(k.public_key, 'hex'::text) AS public_key,
    k.person,
    k.name,
    s.state,
    s.trusted_until,
    s.changed_by,
    s.reason,
    k.recorded_at,
    s.valid_from AS changed_at
   FROM (countersign_private.signing_key k
     JOIN countersign_private.signing_key_state s ON (((s.key = k.id) AND ((s.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (s.valid_to > ( SELECT countersign.as_of() AS as_of))))));
ALTER TABLE countersign_past.signing_key OWNER TO countersign_reader;
CREATE VIEW countersign_past.snapshot AS
 SELECT s.id,
    s.quarter,
    s.starts,
    s.ends,
    s.zone,
    s.corrects,
    s.opened_by,
    s.reason,
    s.recorded_at,
        CASE
            WHEN (f.snapshot IS NOT NULL) THEN 'frozen'::text
            WHEN (g.person IS NOT NULL) THEN 'asked'::text
            ELSE 'open'::text
        END AS state,
    COALESCE(f.asked_by, g.person) AS asked_by,
    f.frozen_by,
    f.recorded_at AS frozen_at,
    f.facts,
    encode(f.digest, 'hex'::text) AS digest,
    f.activity
   FROM ((countersign_private.snapshot s
     LEFT JOIN countersign_private.snapshot_frozen f ON (((f.snapshot = s.id) AND (f.recorded_at <= ( SELECT countersign.as_of() AS as_of)))))
     LEFT JOIN LATERAL ( SELECT x.person
           FROM countersign_private.snapshot_signature x
          WHERE ((x.snapshot = s.id) AND (x.recorded_at <= ( SELECT countersign.as_of() AS as_of)))
          ORDER BY x.id DESC
         LIMIT 1) g ON (true))
  WHERE (s.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.snapshot OWNER TO countersign_reader;
CREATE VIEW countersign_past.stop AS
 SELECT x.id,
    a.name AS artifact,
    v.label,
    x.environment,
    x.stopped_by,
    x.reason,
    x.reached,
    x.evidence,
    s.state,
    s.changed_by,
    s.reason AS answer,
    x.recorded_at,
    s.valid_from AS changed_at
   FROM (((countersign_private.stop x
     JOIN countersign_private.stop_state s ON (((s.stop = x.id) AND ((s.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (s.valid_to > ( SELECT countersign.as_of() AS as_of))))))
     JOIN countersign_private.artifact a ON ((a.id = x.artifact)))
     LEFT JOIN countersign_private.version v ON ((v.id = x.version)));
ALTER TABLE countersign_past.stop OWNER TO countersign_reader;
CREATE VIEW countersign_past.succession AS
 SELECT a.name AS artifact,
    n.name AS takes_over,
    s.valid_from AS recorded_at
   FROM ((countersign_private.artifact_state s
     JOIN countersign_private.artifact a ON ((a.id = s.artifact)))
     JOIN countersign_private.artifact n ON ((n.id = s.successor)))
  WHERE ((s.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (s.valid_to > ( SELECT countersign.as_of() AS as_of)) AND s.retired);
ALTER TABLE countersign_past.succession OWNER TO countersign_reader;
CREATE VIEW countersign_past.team AS
 SELECT team.key,
    team.name,
    team.is_office
   FROM countersign_private.team;
ALTER TABLE countersign_past.team OWNER TO countersign_reader;
CREATE VIEW countersign_past.tier_lowering AS
 SELECT l.id,
    l.item,
    l.tier,
    l.asked_by,
    l.reason,
    l.recorded_at,
    a.granted,
    a.answered_by
   FROM (countersign_private.tier_lowering l
     LEFT JOIN countersign_private.tier_lowering_answer a ON (((a.lowering = l.id) AND (a.recorded_at <= ( SELECT countersign.as_of() AS as_of)))))
  WHERE (l.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.tier_lowering OWNER TO countersign_reader;
CREATE VIEW countersign_past.verdict AS
 SELECT v.id,
    v.item,
    v.slot,
    v.reviewer,
    (v.decision || ''::text) AS decision,
    (v.reason || ''::text) AS reason,
    (v.harm || ''::text) AS harm,
    (v.channel || ''::text) AS channel,
    v.recorded_at,
    v.supersedes,
    ( SELECT e.kind
           FROM countersign_private.verdict_end e
          WHERE ((e.tenant = v.tenant) AND (e.verdict = v.id) AND (e.recorded_at <= ( SELECT countersign.as_of() AS as_of)))) AS ended
   FROM countersign_private.verdict v
  WHERE ((v.tenant = 1) AND (v.recorded_at <= ( SELECT countersign.as_of() AS as_of)));
ALTER TABLE countersign_past.verdict OWNER TO countersign_reader;
CREATE VIEW countersign_past.version AS
 SELECT v.id,
    a.name AS artifact,
    a.kind,
    v.number,
    v.label,
    encode(v.digest, 'hex'::text) AS digest,
    convert_from(v.body, 'UTF8'::name) AS body,
    v.author,
    v.message,
    ( SELECT p.label
           FROM countersign_private.version p
          WHERE (p.id = v.parent)) AS parent,
    v.source,
    v.effective_at,
    v.recorded_at,
    ARRAY( SELECT p.environment
           FROM countersign_private.pointer p
          WHERE ((p.version = v.id) AND ((p.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (p.valid_to > ( SELECT countersign.as_of() AS as_of))))
          ORDER BY p.environment) AS serving
   FROM (countersign_private.version v
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)))
  WHERE (v.recorded_at <= ( SELECT countersign.as_of() AS as_of));
ALTER TABLE countersign_past.version OWNER TO countersign_reader;
CREATE VIEW countersign_past.waiver AS
 SELECT w.id,
    a.name AS artifact,
    v.label,
    w.environment,
    w.requirement,
    w.owner,
    w.reason,
    w.expires_at,
    w.asked_by,
    s.state,
    s.changed_by,
    s.reason AS answer,
    w.recorded_at,
    s.valid_from AS changed_at
   FROM (((countersign_private.waiver w
     JOIN countersign_private.waiver_state s ON (((s.waiver = w.id) AND ((s.valid_from <= ( SELECT countersign.as_of() AS as_of)) AND (s.valid_to > ( SELECT countersign.as_of() AS as_of))))))
     JOIN countersign_private.version v ON ((v.id = w.version)))
     JOIN countersign_private.artifact a ON ((a.id = v.artifact)));
ALTER TABLE countersign_past.waiver OWNER TO countersign_reader;
ALTER TABLE countersign_private.activity ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.activity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.alarm ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.alarm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.approval ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.approval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.artifact ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.artifact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.artifact_turn (
    artifact bigint NOT NULL,
    turn bigint DEFAULT 1 NOT NULL
);
ALTER TABLE countersign_private.artifact_turn OWNER TO countersign_owner;
CREATE TABLE countersign_private.call_count (
    producer text NOT NULL,
    service text NOT NULL,
    day date NOT NULL,
    series bytea NOT NULL,
    count bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT call_count_count_check CHECK ((count >= 0)),
    CONSTRAINT call_count_series_check CHECK ((octet_length(series) = 32))
);
ALTER TABLE countersign_private.call_count OWNER TO countersign_owner;
CREATE TABLE countersign_private.call_response (
    producer text NOT NULL,
    response_id text NOT NULL,
    event_id text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.call_response OWNER TO countersign_owner;
CREATE TABLE countersign_private.catalog (
    one boolean DEFAULT true NOT NULL,
    name text DEFAULT 'local'::text NOT NULL,
    kind text DEFAULT 'office'::text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    shift interval,
    pinned timestamp with time zone,
    first_month integer DEFAULT 1 NOT NULL,
    CONSTRAINT catalog_check CHECK (((kind = 'demo'::text) OR ((shift IS NULL) AND (pinned IS NULL)))),
    CONSTRAINT catalog_first_month_check CHECK (((first_month >= 1) AND (first_month <= 12))),
    CONSTRAINT catalog_kind_check CHECK ((kind = ANY (ARRAY['office'::text, 'demo'::text]))),
    CONSTRAINT catalog_one_check CHECK (one)
);
ALTER TABLE countersign_private.catalog OWNER TO countersign_owner;
CREATE TABLE countersign_private.clock_rule (
    key text NOT NULL,
    duty text NOT NULL,
    title text NOT NULL,
    traits text[] NOT NULL,
    amount integer,
    unit text NOT NULL,
    source text NOT NULL,
    law_version text NOT NULL,
    CONSTRAINT clock_rule_amount_check CHECK ((amount > 0)),
    CONSTRAINT clock_rule_traits_check CHECK ((cardinality(traits) > 0)),
    CONSTRAINT clock_rule_unit_check CHECK ((unit = ANY (ARRAY['hours'::text, 'days'::text])))
);
ALTER TABLE countersign_private.clock_rule OWNER TO countersign_owner;
ALTER TABLE countersign_private.confirmation ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.confirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.delegation ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.delegation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.evaluation ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.evaluation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE VIEW countersign_private.evaluation_latest AS
 SELECT DISTINCT ON (evaluation.version, evaluation.suite, evaluation.metric) evaluation.id,
    evaluation.version,
    evaluation.suite,
    evaluation.metric,
    evaluation.value,
    evaluation.bound,
    evaluation.at_least,
    evaluation.n,
    evaluation.report_digest,
    evaluation.supplied_by,
    evaluation.effective_at,
    evaluation.recorded_at,
    evaluation.xid
   FROM countersign_private.evaluation
  ORDER BY evaluation.version, evaluation.suite, evaluation.metric, evaluation.id DESC;
ALTER TABLE countersign_private.evaluation_latest OWNER TO countersign_owner;
ALTER TABLE countersign_private.fact_answer ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.fact_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.fact ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.fact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.fact_source (
    key text NOT NULL,
    rests_on text[] NOT NULL,
    CONSTRAINT fact_source_rests_on_check CHECK ((rests_on <@ ARRAY['version'::text, 'purpose'::text, 'parts'::text, 'stage'::text]))
);
ALTER TABLE countersign_private.fact_source OWNER TO countersign_owner;
CREATE TABLE countersign_private.flag_category_event (
    id bigint NOT NULL,
    sent text NOT NULL,
    category text NOT NULL,
    weight smallint NOT NULL,
    person text NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT flag_category_event_weight_check CHECK (((weight >= 0) AND (weight <= 2)))
);
ALTER TABLE countersign_private.flag_category_event OWNER TO countersign_owner;
ALTER TABLE countersign_private.flag_category_event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.flag_category_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.generation_content (
    tenant integer DEFAULT 1 NOT NULL,
    id uuid NOT NULL,
    salt bytea NOT NULL,
    body bytea NOT NULL
)
PARTITION BY RANGE (id);
ALTER TABLE ONLY countersign_private.generation_content ALTER COLUMN salt SET STATISTICS 0;
ALTER TABLE ONLY countersign_private.generation_content ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE ONLY countersign_private.generation_content ALTER COLUMN body SET COMPRESSION lz4;
ALTER TABLE countersign_private.generation_content OWNER TO countersign_owner;
ALTER TABLE countersign_private.incident_act ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.incident_act_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.incident ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.incident_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.label_schema ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.label_schema_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.lineage_claim (
    teller bigint NOT NULL,
    edge_key bytea NOT NULL,
    event bigint NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT lineage_claim_check CHECK ((valid_to > valid_from))
);
ALTER TABLE countersign_private.lineage_claim OWNER TO countersign_owner;
ALTER TABLE countersign_private.lineage_edge ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.lineage_edge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.lineage_event_dataset (
    event bigint NOT NULL,
    direction text NOT NULL,
    node bigint NOT NULL,
    CONSTRAINT lineage_event_dataset_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text, 'columns'::text])))
);
ALTER TABLE countersign_private.lineage_event_dataset OWNER TO countersign_owner;
CREATE TABLE countersign_private.lineage_event_edge (
    event bigint NOT NULL,
    ordinal integer NOT NULL,
    source bigint NOT NULL,
    target bigint NOT NULL,
    job bigint,
    level text NOT NULL,
    basis text NOT NULL,
    type text,
    subtype text,
    masking boolean NOT NULL,
    CONSTRAINT lineage_event_edge_basis_check CHECK ((basis = ANY (ARRAY['explicit'::text, 'column'::text]))),
    CONSTRAINT lineage_event_edge_level_check CHECK ((level = ANY (ARRAY['dataset'::text, 'column'::text])))
);
ALTER TABLE countersign_private.lineage_event_edge OWNER TO countersign_owner;
ALTER TABLE countersign_private.lineage_event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.lineage_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.lineage_node ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.lineage_node_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.lineage_teller ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.lineage_teller_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.log_checkpoint ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.log_checkpoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.log_leader (
    one boolean DEFAULT true NOT NULL,
    holder text DEFAULT ''::text NOT NULL,
    fence bigint DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT log_leader_one_check CHECK (one)
);
ALTER TABLE countersign_private.log_leader OWNER TO countersign_owner;
CREATE TABLE countersign_private.log_leaf (
    index bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    hash bytea,
    sealed_at timestamp with time zone,
    CONSTRAINT log_leaf_check CHECK (((hash IS NULL) = (sealed_at IS NULL))),
    CONSTRAINT log_leaf_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT log_leaf_index_check CHECK ((index >= 0)),
    CONSTRAINT log_leaf_kind_check CHECK ((kind = ANY (ARRAY['generation'::text, 'verdict'::text, 'approval'::text, 'activity'::text, 'version'::text, 'pointer'::text, 'evaluation'::text])))
)
WITH (fillfactor='60');
ALTER TABLE countersign_private.log_leaf OWNER TO countersign_owner;
CREATE VIEW countersign_private.log_row AS
 SELECT 'generation'::text AS kind,
    (r.id)::text AS subject,
    r.xid
   FROM countersign_private.generation r
  WHERE (r.tenant = 1)
UNION ALL
 SELECT 'verdict'::text AS kind,
    (r.id)::text AS subject,
    r.xid
   FROM countersign_private.verdict r
  WHERE (r.tenant = 1)
UNION ALL
 SELECT 'approval'::text AS kind,
    (r.id)::text AS subject,
    r.xid
   FROM countersign_private.approval r
UNION ALL
 SELECT 'activity'::text AS kind,
    (r.id)::text AS subject,
    r.xid
   FROM countersign_private.activity r
UNION ALL
 SELECT 'version'::text AS kind,
    (r.id)::text AS subject,
    r.xid
   FROM countersign_private.version r
UNION ALL
 SELECT 'pointer'::text AS kind,
    countersign_private.pointer_subject(r.*) AS subject,
    r.xid
   FROM countersign_private.pointer r
UNION ALL
 SELECT 'evaluation'::text AS kind,
    (r.id)::text AS subject,
    r.xid
   FROM countersign_private.evaluation r;
ALTER TABLE countersign_private.log_row OWNER TO countersign_owner;
ALTER TABLE countersign_private.log_taking ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.log_taking_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.low_sample (
    id bigint NOT NULL,
    month date NOT NULL,
    rate numeric NOT NULL,
    seed_digest bytea NOT NULL,
    committed_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT low_sample_month_check CHECK ((month = (date_trunc('month'::text, (month)::timestamp without time zone))::date)),
    CONSTRAINT low_sample_rate_check CHECK (((rate > (0)::numeric) AND (rate <= (1)::numeric))),
    CONSTRAINT low_sample_seed_digest_check CHECK ((length(seed_digest) = 32))
);
ALTER TABLE countersign_private.low_sample OWNER TO countersign_owner;
CREATE TABLE countersign_private.low_sample_draw (
    sample bigint NOT NULL,
    seed bytea NOT NULL,
    drawn_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL
);
ALTER TABLE countersign_private.low_sample_draw OWNER TO countersign_owner;
ALTER TABLE countersign_private.low_sample ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.low_sample_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.low_sample_item (
    sample bigint NOT NULL,
    stratum text NOT NULL,
    generation uuid NOT NULL
);
ALTER TABLE countersign_private.low_sample_item OWNER TO countersign_owner;
CREATE TABLE countersign_private.low_sample_stratum (
    sample bigint NOT NULL,
    stratum text NOT NULL,
    population bigint NOT NULL,
    drawn bigint NOT NULL,
    CONSTRAINT low_sample_stratum_check CHECK (((drawn >= 0) AND (drawn <= population)))
);
ALTER TABLE countersign_private.low_sample_stratum OWNER TO countersign_owner;
CREATE TABLE countersign_private.model_seen (
    tenant integer DEFAULT 1 NOT NULL,
    model text NOT NULL,
    model_version text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    registered_at timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL
);
ALTER TABLE countersign_private.model_seen OWNER TO countersign_owner;
ALTER TABLE countersign_private.pack ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.pack_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.period_fact (
    snapshot bigint NOT NULL,
    ordinal integer NOT NULL,
    scope text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    body text NOT NULL,
    salt bytea NOT NULL,
    digest bytea NOT NULL,
    CONSTRAINT period_fact_check CHECK ((digest = sha256((salt || sha256(convert_to(body, 'UTF8'::name)))))),
    CONSTRAINT period_fact_salt_check CHECK ((octet_length(salt) = 16))
);
ALTER TABLE countersign_private.period_fact OWNER TO countersign_owner;
CREATE TABLE countersign_private.producer (
    name text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    CONSTRAINT producer_name_check CHECK (((name <> ''::text) AND (length(name) <= 200) AND (name !~ '[[:cntrl:]]'::text)))
);
ALTER TABLE countersign_private.producer OWNER TO countersign_owner;
CREATE TABLE countersign_private.producer_home (
    producer text NOT NULL,
    team text,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.producer_home OWNER TO countersign_owner;
CREATE TABLE countersign_private.producer_token (
    id bigint NOT NULL,
    producer text NOT NULL,
    digest bytea NOT NULL,
    scopes text[] NOT NULL,
    made_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    valid_to timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT producer_token_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT producer_token_scopes_check CHECK (((cardinality(scopes) > 0) AND (scopes <@ ARRAY['generations'::text, 'openlineage'::text, 'otlp'::text])))
);
ALTER TABLE countersign_private.producer_token OWNER TO countersign_owner;
ALTER TABLE countersign_private.producer_token ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.producer_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.promotion ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.promotion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.promotion_input (
    promotion bigint NOT NULL,
    revision bigint NOT NULL,
    id text NOT NULL,
    state text NOT NULL,
    value text NOT NULL,
    bound text NOT NULL
);
ALTER TABLE countersign_private.promotion_input OWNER TO countersign_owner;
CREATE TABLE countersign_private.promotion_revision (
    promotion bigint NOT NULL,
    revision bigint DEFAULT 1 NOT NULL,
    turn bigint DEFAULT 0 NOT NULL
);
ALTER TABLE countersign_private.promotion_revision OWNER TO countersign_owner;
ALTER TABLE countersign_private.quarantine ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.quarantine_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.receipt ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.review_barred (
    tenant integer DEFAULT 1 NOT NULL,
    item bigint NOT NULL,
    person text NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.review_barred OWNER TO countersign_owner;
ALTER TABLE countersign_private.review_comment ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.review_comment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.review_item ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.review_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.review_label ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.review_label_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.review_outcome ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.review_outcome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.schedule_job (
    name text NOT NULL,
    title text NOT NULL,
    every interval NOT NULL,
    at_time time without time zone,
    needs text NOT NULL,
    paused boolean DEFAULT false NOT NULL,
    due timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    holder text DEFAULT ''::text NOT NULL,
    fence bigint DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    last_ended timestamp with time zone,
    last_outcome text,
    last_detail text DEFAULT ''::text NOT NULL,
    CONSTRAINT schedule_job_check CHECK (((at_time IS NULL) OR (every = '1 day'::interval))),
    CONSTRAINT schedule_job_every_check CHECK ((every >= '00:00:01'::interval)),
    CONSTRAINT schedule_job_name_check CHECK ((name ~ '^[a-z][a-z-]{0,40}$'::text)),
    CONSTRAINT schedule_job_needs_check CHECK ((needs = ANY (ARRAY['ingest'::text, 'sealer'::text])))
);
ALTER TABLE countersign_private.schedule_job OWNER TO countersign_owner;
CREATE TABLE countersign_private.schedule_run (
    id bigint NOT NULL,
    job text NOT NULL,
    fence bigint NOT NULL,
    holder text NOT NULL,
    login text NOT NULL,
    due timestamp with time zone NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    outcome text DEFAULT 'running'::text NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    CONSTRAINT schedule_run_outcome_check CHECK ((outcome = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text, 'lost'::text])))
);
ALTER TABLE countersign_private.schedule_run OWNER TO countersign_owner;
ALTER TABLE countersign_private.schedule_run ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.schedule_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.shadow_failure (
    run bigint NOT NULL,
    arm smallint NOT NULL,
    about smallint NOT NULL,
    prompt integer NOT NULL,
    number smallint NOT NULL,
    outcome text NOT NULL,
    status integer,
    words text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    CONSTRAINT shadow_failure_outcome_check CHECK ((outcome = ANY (ARRAY['refused'::text, 'unsent'::text, 'in_doubt'::text, 'given_up'::text]))),
    CONSTRAINT shadow_failure_words_check CHECK ((length(words) <= 500))
);
ALTER TABLE countersign_private.shadow_failure OWNER TO countersign_owner;
CREATE TABLE countersign_private.shadow_reply (
    run bigint NOT NULL,
    arm smallint NOT NULL,
    about smallint NOT NULL,
    prompt integer NOT NULL,
    number smallint NOT NULL,
    tokens_in bigint,
    tokens_out bigint,
    cost_micros bigint,
    latency_micros bigint,
    finish text,
    answered_at timestamp with time zone,
    commitment bytea NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.shadow_reply OWNER TO countersign_owner;
CREATE TABLE countersign_private.shadow_score (
    run bigint NOT NULL,
    arm smallint NOT NULL,
    prompt integer NOT NULL,
    metric text NOT NULL,
    ordinal smallint DEFAULT 0 NOT NULL,
    value double precision,
    judge text,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL,
    CONSTRAINT shadow_score_value_check CHECK ((value <> ALL (ARRAY['NaN'::double precision, 'Infinity'::double precision, '-Infinity'::double precision])))
);
ALTER TABLE countersign_private.shadow_score OWNER TO countersign_owner;
CREATE VIEW countersign_private.shadow_figure AS
 SELECT s.run,
    s.arm,
    s.prompt,
    s.metric,
    avg(s.value) AS value
   FROM countersign_private.shadow_score s
  WHERE (s.value IS NOT NULL)
  GROUP BY s.run, s.arm, s.prompt, s.metric
UNION ALL
 SELECT r.run,
    r.arm,
    r.prompt,
    m.metric,
    (
        CASE m.metric
            WHEN 'cost'::text THEN r.cost_micros
            ELSE r.latency_micros
        END)::double precision AS value
   FROM (countersign_private.shadow_reply r
     JOIN countersign_private.shadow_metric m ON (((m.run = r.run) AND (m.metric = ANY (ARRAY['cost'::text, 'latency'::text])))))
  WHERE ((r.arm = r.about) AND (
        CASE m.metric
            WHEN 'cost'::text THEN r.cost_micros
            ELSE r.latency_micros
        END IS NOT NULL));
ALTER TABLE countersign_private.shadow_figure OWNER TO countersign_owner;
CREATE TABLE countersign_private.shadow_prompt (
    run bigint NOT NULL,
    prompt integer NOT NULL,
    key text NOT NULL,
    generation uuid,
    family text NOT NULL,
    data_class text,
    slices jsonb DEFAULT '{}'::jsonb NOT NULL,
    commitment bytea NOT NULL,
    CONSTRAINT shadow_prompt_data_class_check CHECK ((data_class = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text])))
);
ALTER TABLE countersign_private.shadow_prompt OWNER TO countersign_owner;
CREATE TABLE countersign_private.shadow_prompt_content (
    run bigint NOT NULL,
    prompt integer NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE countersign_private.shadow_prompt_content OWNER TO countersign_owner;
CREATE TABLE countersign_private.shadow_reply_content (
    run bigint NOT NULL,
    arm smallint NOT NULL,
    about smallint NOT NULL,
    prompt integer NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE countersign_private.shadow_reply_content OWNER TO countersign_owner;
ALTER TABLE countersign_private.shadow_run ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.shadow_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.signature_rule_request (
    id bigint NOT NULL,
    environment text NOT NULL,
    person text NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.signature_rule_request OWNER TO countersign_owner;
ALTER TABLE countersign_private.signature_rule_request ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.signature_rule_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.signing_key ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.signing_key_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.snapshot ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.snapshot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.snapshot_signature ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.snapshot_signature_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE VIEW countersign_private.standing_verdict AS
 SELECT v.tenant,
    v.id,
    v.item,
    v.slot,
    v.reviewer,
    v.login,
    v.fence,
    v.decision,
    v.reason,
    v.harm,
    v.channel,
    v.recorded_at,
    v.xid,
    v.supersedes
   FROM countersign_private.verdict v
  WHERE (NOT (EXISTS ( SELECT
           FROM countersign_private.verdict_end e
          WHERE ((e.tenant = v.tenant) AND (e.verdict = v.id)))));
ALTER TABLE countersign_private.standing_verdict OWNER TO countersign_owner;
ALTER TABLE countersign_private.stop ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.stop_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.tier_facts (
    digest bytea NOT NULL,
    facts jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.tier_facts OWNER TO countersign_owner;
ALTER TABLE countersign_private.tier_lowering ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.tier_lowering_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE countersign_private.tier_pending (
    tenant integer DEFAULT 1 NOT NULL,
    generation uuid NOT NULL,
    digest bytea NOT NULL,
    recorded_at timestamp with time zone DEFAULT countersign_private.clock() NOT NULL
);
ALTER TABLE countersign_private.tier_pending OWNER TO countersign_owner;
CREATE TABLE countersign_private.trace (
    producer text NOT NULL,
    trace_id bytea NOT NULL,
    holds_call boolean NOT NULL,
    first_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    last_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    assembled_at timestamp with time zone,
    CONSTRAINT trace_trace_id_check CHECK ((octet_length(trace_id) = 16))
);
ALTER TABLE countersign_private.trace OWNER TO countersign_owner;
CREATE TABLE countersign_private.trace_part (
    producer text NOT NULL,
    trace_id bytea NOT NULL,
    kind text NOT NULL,
    part_id bytea NOT NULL,
    digest bytea NOT NULL,
    body bytea NOT NULL,
    receipt bigint NOT NULL,
    place integer NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT trace_part_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT trace_part_kind_check CHECK ((kind = ANY (ARRAY['span'::text, 'log'::text])))
);
ALTER TABLE ONLY countersign_private.trace_part ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE ONLY countersign_private.trace_part ALTER COLUMN body SET COMPRESSION lz4;
ALTER TABLE countersign_private.trace_part OWNER TO countersign_owner;
ALTER TABLE countersign_private.verdict ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.verdict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.version ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE countersign_private.waiver ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME countersign_private.waiver_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY countersign_private.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.alarm
    ADD CONSTRAINT alarm_kind_subject_version_environment_key UNIQUE (kind, subject, version, environment);
ALTER TABLE ONLY countersign_private.alarm
    ADD CONSTRAINT alarm_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.approval_envelope
    ADD CONSTRAINT approval_envelope_pkey PRIMARY KEY (approval);
ALTER TABLE ONLY countersign_private.approval_for
    ADD CONSTRAINT approval_for_pkey PRIMARY KEY (approval);
ALTER TABLE ONLY countersign_private.approval
    ADD CONSTRAINT approval_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.approval
    ADD CONSTRAINT approval_promotion_person_revision_key UNIQUE (promotion, person, revision);
ALTER TABLE ONLY countersign_private.artifact
    ADD CONSTRAINT artifact_name_key UNIQUE (name);
ALTER TABLE ONLY countersign_private.artifact
    ADD CONSTRAINT artifact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.artifact_turn
    ADD CONSTRAINT artifact_turn_pkey PRIMARY KEY (artifact);
ALTER TABLE ONLY countersign_private.call_count
    ADD CONSTRAINT call_count_pkey PRIMARY KEY (producer, service, series, day);
ALTER TABLE ONLY countersign_private.call_response
    ADD CONSTRAINT call_response_pkey PRIMARY KEY (producer, response_id);
ALTER TABLE ONLY countersign_private.catalog
    ADD CONSTRAINT catalog_pkey PRIMARY KEY (one);
ALTER TABLE ONLY countersign_private.clock_rule
    ADD CONSTRAINT clock_rule_pkey PRIMARY KEY (key);
ALTER TABLE ONLY countersign_private.confirmation
    ADD CONSTRAINT confirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.decision_text
    ADD CONSTRAINT decision_text_pkey PRIMARY KEY (promotion, revision);
ALTER TABLE ONLY countersign_private.delegation_end
    ADD CONSTRAINT delegation_end_pkey PRIMARY KEY (delegation);
ALTER TABLE ONLY countersign_private.delegation
    ADD CONSTRAINT delegation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.dependency
    ADD CONSTRAINT dependency_pkey PRIMARY KEY (version, on_version, role);
ALTER TABLE ONLY countersign_private.environment
    ADD CONSTRAINT environment_pkey PRIMARY KEY (key);
ALTER TABLE ONLY countersign_private.environment
    ADD CONSTRAINT environment_rank_key UNIQUE (rank);
ALTER TABLE ONLY countersign_private.evaluation
    ADD CONSTRAINT evaluation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.fact_answer
    ADD CONSTRAINT fact_answer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.fact
    ADD CONSTRAINT fact_artifact_key_key UNIQUE (artifact, key);
ALTER TABLE ONLY countersign_private.fact_confirmation
    ADD CONSTRAINT fact_confirmation_pkey PRIMARY KEY (answer);
ALTER TABLE ONLY countersign_private.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.fact_source
    ADD CONSTRAINT fact_source_pkey PRIMARY KEY (key);
ALTER TABLE ONLY countersign_private.flag_category_event
    ADD CONSTRAINT flag_category_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.flag_category
    ADD CONSTRAINT flag_category_pkey PRIMARY KEY (sent);
ALTER TABLE ONLY countersign_private.flag
    ADD CONSTRAINT flag_pkey PRIMARY KEY (tenant, generation, ordinal);
ALTER TABLE ONLY countersign_private.generation_content
    ADD CONSTRAINT generation_content_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY countersign_private.generation
    ADD CONSTRAINT generation_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY countersign_private.holiday
    ADD CONSTRAINT holiday_pkey PRIMARY KEY (day);
ALTER TABLE ONLY countersign_private.incident_act
    ADD CONSTRAINT incident_act_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.incident_clock
    ADD CONSTRAINT incident_clock_pkey PRIMARY KEY (incident, rule);
ALTER TABLE ONLY countersign_private.incident_link
    ADD CONSTRAINT incident_link_incident_kind_subject_key UNIQUE (incident, kind, subject);
ALTER TABLE ONLY countersign_private.incident_link
    ADD CONSTRAINT incident_link_pkey PRIMARY KEY (incident, ordinal);
ALTER TABLE ONLY countersign_private.incident
    ADD CONSTRAINT incident_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.label_schema
    ADD CONSTRAINT label_schema_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.lineage_edge
    ADD CONSTRAINT lineage_edge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.lineage_event_dataset
    ADD CONSTRAINT lineage_event_dataset_pkey PRIMARY KEY (event, direction, node);
ALTER TABLE ONLY countersign_private.lineage_event
    ADD CONSTRAINT lineage_event_digest_key UNIQUE (digest);
ALTER TABLE ONLY countersign_private.lineage_event_edge
    ADD CONSTRAINT lineage_event_edge_pkey PRIMARY KEY (event, ordinal);
ALTER TABLE ONLY countersign_private.lineage_event
    ADD CONSTRAINT lineage_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.lineage_node
    ADD CONSTRAINT lineage_node_key_key UNIQUE (key);
ALTER TABLE ONLY countersign_private.lineage_node
    ADD CONSTRAINT lineage_node_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.lineage_teller
    ADD CONSTRAINT lineage_teller_node_key UNIQUE (node);
ALTER TABLE ONLY countersign_private.lineage_teller
    ADD CONSTRAINT lineage_teller_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.lineage_teller
    ADD CONSTRAINT lineage_teller_run_key UNIQUE (run);
ALTER TABLE ONLY countersign_private.lineage_version
    ADD CONSTRAINT lineage_version_node_key UNIQUE (node);
ALTER TABLE ONLY countersign_private.lineage_version
    ADD CONSTRAINT lineage_version_pkey PRIMARY KEY (version);
ALTER TABLE ONLY countersign_private.log_checkpoint
    ADD CONSTRAINT log_checkpoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.log_leader
    ADD CONSTRAINT log_leader_pkey PRIMARY KEY (one);
ALTER TABLE ONLY countersign_private.log_leaf
    ADD CONSTRAINT log_leaf_kind_subject_key UNIQUE (kind, subject);
ALTER TABLE ONLY countersign_private.log_leaf
    ADD CONSTRAINT log_leaf_pkey PRIMARY KEY (index);
ALTER TABLE ONLY countersign_private.log_seal
    ADD CONSTRAINT log_seal_pkey PRIMARY KEY (size);
ALTER TABLE ONLY countersign_private.log_taking
    ADD CONSTRAINT log_taking_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.low_sample_draw
    ADD CONSTRAINT low_sample_draw_pkey PRIMARY KEY (sample);
ALTER TABLE ONLY countersign_private.low_sample_item
    ADD CONSTRAINT low_sample_item_pkey PRIMARY KEY (sample, generation);
ALTER TABLE ONLY countersign_private.low_sample
    ADD CONSTRAINT low_sample_month_key UNIQUE (month);
ALTER TABLE ONLY countersign_private.low_sample
    ADD CONSTRAINT low_sample_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.low_sample_stratum
    ADD CONSTRAINT low_sample_stratum_pkey PRIMARY KEY (sample, stratum);
ALTER TABLE ONLY countersign_private.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);
ALTER TABLE ONLY countersign_private.model_seen
    ADD CONSTRAINT model_seen_pkey PRIMARY KEY (tenant, model, model_version);
ALTER TABLE ONLY countersign_private.pack
    ADD CONSTRAINT pack_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.period_fact
    ADD CONSTRAINT period_fact_pkey PRIMARY KEY (snapshot, ordinal);
ALTER TABLE ONLY countersign_private.period_fact
    ADD CONSTRAINT period_fact_snapshot_kind_subject_key UNIQUE (snapshot, kind, subject);
ALTER TABLE ONLY countersign_private.person_login
    ADD CONSTRAINT person_login_pkey PRIMARY KEY (login);
ALTER TABLE ONLY countersign_private.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (key);
ALTER TABLE ONLY countersign_private.producer_home
    ADD CONSTRAINT producer_home_pkey PRIMARY KEY (producer);
ALTER TABLE ONLY countersign_private.producer
    ADD CONSTRAINT producer_pkey PRIMARY KEY (name);
ALTER TABLE ONLY countersign_private.producer_token
    ADD CONSTRAINT producer_token_digest_key UNIQUE (digest);
ALTER TABLE ONLY countersign_private.producer_token
    ADD CONSTRAINT producer_token_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.promotion_change
    ADD CONSTRAINT promotion_change_pkey PRIMARY KEY (promotion, revision);
ALTER TABLE ONLY countersign_private.promotion_input
    ADD CONSTRAINT promotion_input_pkey PRIMARY KEY (promotion, revision, id);
ALTER TABLE ONLY countersign_private.promotion
    ADD CONSTRAINT promotion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.promotion_revision
    ADD CONSTRAINT promotion_revision_pkey PRIMARY KEY (promotion);
ALTER TABLE ONLY countersign_private.quarantine
    ADD CONSTRAINT quarantine_format_raw_digest_code_key UNIQUE (format, raw_digest, code);
ALTER TABLE ONLY countersign_private.quarantine
    ADD CONSTRAINT quarantine_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.queue_hours
    ADD CONSTRAINT queue_hours_pkey PRIMARY KEY (queue);
ALTER TABLE ONLY countersign_private.queue
    ADD CONSTRAINT queue_pkey PRIMARY KEY (key);
ALTER TABLE ONLY countersign_private.quorum
    ADD CONSTRAINT quorum_pkey PRIMARY KEY (environment, tier);
ALTER TABLE ONLY countersign_private.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.retrieval
    ADD CONSTRAINT retrieval_pkey PRIMARY KEY (tenant, generation, rank);
ALTER TABLE ONLY countersign_private.review_barred
    ADD CONSTRAINT review_barred_pkey PRIMARY KEY (tenant, item, person);
ALTER TABLE ONLY countersign_private.review_breach
    ADD CONSTRAINT review_breach_pkey PRIMARY KEY (tenant, item);
ALTER TABLE ONLY countersign_private.review_comment
    ADD CONSTRAINT review_comment_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY countersign_private.review_item
    ADD CONSTRAINT review_item_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY countersign_private.review_item
    ADD CONSTRAINT review_item_tenant_generation_key UNIQUE (tenant, generation);
ALTER TABLE ONLY countersign_private.review_label
    ADD CONSTRAINT review_label_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY countersign_private.review_outcome
    ADD CONSTRAINT review_outcome_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY countersign_private.review_present
    ADD CONSTRAINT review_present_pkey PRIMARY KEY (tenant, item);
ALTER TABLE ONLY countersign_private.review_slot
    ADD CONSTRAINT review_slot_pkey PRIMARY KEY (tenant, item, slot);
ALTER TABLE ONLY countersign_private.schedule_job
    ADD CONSTRAINT schedule_job_pkey PRIMARY KEY (name);
ALTER TABLE ONLY countersign_private.schedule_run
    ADD CONSTRAINT schedule_run_job_fence_key UNIQUE (job, fence);
ALTER TABLE ONLY countersign_private.schedule_run
    ADD CONSTRAINT schedule_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.score
    ADD CONSTRAINT score_pkey PRIMARY KEY (tenant, generation, ordinal);
ALTER TABLE ONLY countersign_private.shadow_arm
    ADD CONSTRAINT shadow_arm_pkey PRIMARY KEY (run, arm);
ALTER TABLE ONLY countersign_private.shadow_comparison
    ADD CONSTRAINT shadow_comparison_pkey PRIMARY KEY (run, arm, metric, slice);
ALTER TABLE ONLY countersign_private.shadow_failure
    ADD CONSTRAINT shadow_failure_pkey PRIMARY KEY (run, arm, about, prompt, number);
ALTER TABLE ONLY countersign_private.shadow_metric
    ADD CONSTRAINT shadow_metric_pkey PRIMARY KEY (run, metric);
ALTER TABLE ONLY countersign_private.shadow_prompt_content
    ADD CONSTRAINT shadow_prompt_content_pkey PRIMARY KEY (run, prompt);
ALTER TABLE ONLY countersign_private.shadow_prompt
    ADD CONSTRAINT shadow_prompt_pkey PRIMARY KEY (run, prompt);
ALTER TABLE ONLY countersign_private.shadow_prompt
    ADD CONSTRAINT shadow_prompt_run_key_key UNIQUE (run, key);
ALTER TABLE ONLY countersign_private.shadow_reply_content
    ADD CONSTRAINT shadow_reply_content_pkey PRIMARY KEY (run, arm, about, prompt);
ALTER TABLE ONLY countersign_private.shadow_reply
    ADD CONSTRAINT shadow_reply_pkey PRIMARY KEY (run, arm, about, prompt);
ALTER TABLE ONLY countersign_private.shadow_request
    ADD CONSTRAINT shadow_request_pkey PRIMARY KEY (run, arm, about, prompt, number);
ALTER TABLE ONLY countersign_private.shadow_run
    ADD CONSTRAINT shadow_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.shadow_sample
    ADD CONSTRAINT shadow_sample_pkey PRIMARY KEY (run);
ALTER TABLE ONLY countersign_private.shadow_score
    ADD CONSTRAINT shadow_score_pkey PRIMARY KEY (run, arm, prompt, metric, ordinal);
ALTER TABLE ONLY countersign_private.shadow_turn
    ADD CONSTRAINT shadow_turn_pkey PRIMARY KEY (run);
ALTER TABLE ONLY countersign_private.shadow_verdict
    ADD CONSTRAINT shadow_verdict_pkey PRIMARY KEY (run);
ALTER TABLE ONLY countersign_private.signature_rule_request
    ADD CONSTRAINT signature_rule_request_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.signing_key
    ADD CONSTRAINT signing_key_fingerprint_key UNIQUE (fingerprint);
ALTER TABLE ONLY countersign_private.signing_key
    ADD CONSTRAINT signing_key_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.signing_key
    ADD CONSTRAINT signing_key_public_key_key UNIQUE (public_key);
ALTER TABLE ONLY countersign_private.snapshot_frozen
    ADD CONSTRAINT snapshot_frozen_pkey PRIMARY KEY (snapshot);
ALTER TABLE ONLY countersign_private.snapshot
    ADD CONSTRAINT snapshot_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.snapshot_signature
    ADD CONSTRAINT snapshot_signature_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.stop
    ADD CONSTRAINT stop_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.stop_version
    ADD CONSTRAINT stop_version_pkey PRIMARY KEY (stop, version);
ALTER TABLE ONLY countersign_private.team
    ADD CONSTRAINT team_pkey PRIMARY KEY (key);
ALTER TABLE ONLY countersign_private.tier_decision
    ADD CONSTRAINT tier_decision_pkey PRIMARY KEY (policy, digest);
ALTER TABLE ONLY countersign_private.tier_facts
    ADD CONSTRAINT tier_facts_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY countersign_private.tier_lowering_answer
    ADD CONSTRAINT tier_lowering_answer_pkey PRIMARY KEY (lowering);
ALTER TABLE ONLY countersign_private.tier_lowering
    ADD CONSTRAINT tier_lowering_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.tier_pending
    ADD CONSTRAINT tier_pending_pkey PRIMARY KEY (tenant, generation);
ALTER TABLE ONLY countersign_private.trace_part
    ADD CONSTRAINT trace_part_pkey PRIMARY KEY (producer, trace_id, kind, part_id);
ALTER TABLE ONLY countersign_private.trace
    ADD CONSTRAINT trace_pkey PRIMARY KEY (producer, trace_id);
ALTER TABLE ONLY countersign_private.verdict_end
    ADD CONSTRAINT verdict_end_pkey PRIMARY KEY (tenant, verdict);
ALTER TABLE ONLY countersign_private.verdict
    ADD CONSTRAINT verdict_once UNIQUE NULLS NOT DISTINCT (tenant, item, reviewer, supersedes);
ALTER TABLE ONLY countersign_private.verdict
    ADD CONSTRAINT verdict_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY countersign_private.version
    ADD CONSTRAINT version_artifact_digest_key UNIQUE (artifact, digest);
ALTER TABLE ONLY countersign_private.version
    ADD CONSTRAINT version_artifact_label_key UNIQUE (artifact, label);
ALTER TABLE ONLY countersign_private.version
    ADD CONSTRAINT version_artifact_number_key UNIQUE (artifact, number);
ALTER TABLE ONLY countersign_private.version_observed
    ADD CONSTRAINT version_observed_pkey PRIMARY KEY (tenant, kind, name, label, environment);
ALTER TABLE ONLY countersign_private.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY countersign_private.waiver
    ADD CONSTRAINT waiver_pkey PRIMARY KEY (id);
CREATE INDEX activity_person_id_idx ON countersign_private.activity USING btree (person, id);
CREATE INDEX activity_subject_kind_subject_id_idx ON countersign_private.activity USING btree (subject_kind, subject, id);
CREATE INDEX activity_xid_idx ON countersign_private.activity USING btree (xid);
CREATE UNIQUE INDEX alarm_state_now ON countersign_private.alarm_state USING btree (alarm) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX approval_envelope_key_idx ON countersign_private.approval_envelope USING btree (key);
CREATE INDEX approval_xid_idx ON countersign_private.approval USING btree (xid);
CREATE UNIQUE INDEX artifact_state_now ON countersign_private.artifact_state USING btree (artifact) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX artifact_state_past ON countersign_private.artifact_state USING btree (artifact, valid_to, valid_from);
CREATE INDEX call_count_day_idx ON countersign_private.call_count USING btree (day);
CREATE INDEX confirmation_artifact_id_idx ON countersign_private.confirmation USING btree (artifact, id);
CREATE INDEX confirmation_state_list ON countersign_private.confirmation_state USING btree (state, confirmation DESC) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE UNIQUE INDEX confirmation_state_now ON countersign_private.confirmation_state USING btree (confirmation) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX confirmation_state_past ON countersign_private.confirmation_state USING btree (confirmation, valid_to, valid_from);
CREATE INDEX delegation_from_person_until_idx ON countersign_private.delegation USING btree (from_person, until);
CREATE INDEX delegation_to_person_until_idx ON countersign_private.delegation USING btree (to_person, until);
CREATE INDEX dependency_on_version_idx ON countersign_private.dependency USING btree (on_version);
CREATE INDEX evaluation_version_suite_metric_id_idx ON countersign_private.evaluation USING btree (version, suite, metric, id);
CREATE INDEX evaluation_xid_idx ON countersign_private.evaluation USING btree (xid);
CREATE INDEX fact_answer_fact_id_idx ON countersign_private.fact_answer USING btree (fact, id);
CREATE UNIQUE INDEX fact_state_now ON countersign_private.fact_state USING btree (fact) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX fact_state_past ON countersign_private.fact_state USING btree (fact, valid_to, valid_from);
CREATE INDEX generation_event_key_tenant_idx ON ONLY countersign_private.generation USING btree (event_key, tenant);
CREATE INDEX generation_tenant_model_model_version_id_idx ON ONLY countersign_private.generation USING btree (tenant, model, model_version, id);
CREATE INDEX generation_tenant_prompt_prompt_version_id_idx ON ONLY countersign_private.generation USING btree (tenant, prompt, prompt_version, id) WHERE (prompt IS NOT NULL);
CREATE UNIQUE INDEX generation_tier_tenant_generation_idx ON countersign_private.generation_tier USING btree (tenant, generation) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX generation_tier_tenant_generation_valid_to_valid_from_idx ON countersign_private.generation_tier USING btree (tenant, generation, valid_to, valid_from);
CREATE INDEX generation_xid_idx ON ONLY countersign_private.generation USING btree (xid);
CREATE INDEX incident_act_incident_id_idx ON countersign_private.incident_act USING btree (incident, id);
CREATE INDEX incident_link_artifact_idx ON countersign_private.incident_link USING btree (artifact) WHERE (artifact IS NOT NULL);
CREATE INDEX label_schema_queue_key_id_idx ON countersign_private.label_schema USING btree (queue, key, id);
CREATE INDEX lineage_claim_edge_now ON countersign_private.lineage_claim USING btree (edge_key) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE UNIQUE INDEX lineage_claim_now ON countersign_private.lineage_claim USING btree (teller, edge_key) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX lineage_claim_past ON countersign_private.lineage_claim USING btree (edge_key, valid_to, valid_from);
CREATE INDEX lineage_edge_down_now ON countersign_private.lineage_edge USING btree (source, level) INCLUDE (target) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX lineage_edge_down_past ON countersign_private.lineage_edge USING btree (source, level, valid_to, valid_from) INCLUDE (target);
CREATE UNIQUE INDEX lineage_edge_now ON countersign_private.lineage_edge USING btree (edge_key) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX lineage_edge_up_now ON countersign_private.lineage_edge USING btree (target, level) INCLUDE (source) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX lineage_edge_up_past ON countersign_private.lineage_edge USING btree (target, level, valid_to, valid_from) INCLUDE (source);
CREATE INDEX lineage_event_teller_at_nanoseconds_rank_digest_idx ON countersign_private.lineage_event USING btree (teller, at, nanoseconds, rank, digest);
CREATE INDEX lineage_event_xid_idx ON countersign_private.lineage_event USING btree (xid);
CREATE UNIQUE INDEX lineage_facet_now ON countersign_private.lineage_facet USING btree (node, key) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX lineage_facet_past ON countersign_private.lineage_facet USING btree (node, key, valid_to, valid_from);
CREATE INDEX lineage_node_left_idx ON countersign_private.lineage_node USING btree ("left"(name, 200));
CREATE INDEX lineage_node_parent_idx ON countersign_private.lineage_node USING btree (parent) WHERE (parent IS NOT NULL);
CREATE INDEX lineage_run_state_job_valid_from_idx ON countersign_private.lineage_run_state USING btree (job, valid_from);
CREATE UNIQUE INDEX lineage_run_state_now ON countersign_private.lineage_run_state USING btree (teller) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX lineage_run_state_past ON countersign_private.lineage_run_state USING btree (teller, valid_to, valid_from);
CREATE INDEX model_seen_tenant_recorded_at_idx ON countersign_private.model_seen USING btree (tenant, recorded_at DESC) WHERE (registered_at = 'infinity'::timestamp with time zone);
CREATE INDEX pack_snapshot_idx ON countersign_private.pack USING btree (snapshot);
CREATE INDEX period_fact_snapshot_scope_ordinal_idx ON countersign_private.period_fact USING btree (snapshot, scope, ordinal);
CREATE UNIQUE INDEX pointer_now ON countersign_private.pointer USING btree (artifact, environment, colour) INCLUDE (version, weight) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX pointer_past ON countersign_private.pointer USING btree (artifact, environment, colour, valid_to, valid_from);
CREATE INDEX pointer_version_now ON countersign_private.pointer USING btree (version) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX pointer_version_past ON countersign_private.pointer USING btree (version, valid_to, valid_from);
CREATE INDEX pointer_xid_idx ON countersign_private.pointer USING btree (xid);
CREATE INDEX producer_token_producer_idx ON countersign_private.producer_token USING btree (producer);
CREATE INDEX promotion_state_list ON countersign_private.promotion_state USING btree (state, promotion DESC) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX promotion_state_list_past ON countersign_private.promotion_state USING gist (state, tstzrange(valid_from, valid_to));
CREATE UNIQUE INDEX promotion_state_now ON countersign_private.promotion_state USING btree (promotion) INCLUDE (state) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX promotion_state_past ON countersign_private.promotion_state USING btree (promotion, valid_to, valid_from);
CREATE INDEX promotion_version_idx ON countersign_private.promotion USING btree (version);
CREATE INDEX quarantine_state_id_idx ON countersign_private.quarantine USING btree (state, id);
CREATE INDEX receipt_opened_at_idx ON countersign_private.receipt USING btree (opened_at);
CREATE INDEX receipt_producer_id_idx ON countersign_private.receipt USING btree (producer, id DESC);
CREATE INDEX retrieval_tenant_namespace_dataset_row_key_generation_idx ON ONLY countersign_private.retrieval USING btree (tenant, namespace, dataset, row_key, generation);
CREATE INDEX review_by_due ON countersign_private.review_present USING btree (tenant, due, item);
CREATE INDEX review_comment_tenant_item_id_idx ON countersign_private.review_comment USING btree (tenant, item, id);
CREATE INDEX review_item_conversation ON countersign_private.review_item USING btree (tenant, conversation) WHERE (conversation IS NOT NULL);
CREATE INDEX review_label_tenant_item_person_key_id_idx ON countersign_private.review_label USING btree (tenant, item, person, key, id);
CREATE INDEX review_outcome_tenant_generation_id_idx ON countersign_private.review_outcome USING btree (tenant, generation, id);
CREATE INDEX review_outcome_tenant_item_id_idx ON countersign_private.review_outcome USING btree (tenant, item, id);
CREATE INDEX review_outcome_tenant_leaves_at_idx ON countersign_private.review_outcome USING btree (tenant, leaves_at);
CREATE INDEX review_slot_held ON countersign_private.review_slot USING btree (holder) WHERE ((state = 'open'::text) AND (holder IS NOT NULL));
CREATE INDEX review_slot_open ON countersign_private.review_slot USING btree (tenant, queue, due, item, slot) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX review_state_now ON countersign_private.review_state USING btree (tenant, item) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX review_state_past ON countersign_private.review_state USING btree (tenant, item, valid_to, valid_from);
CREATE INDEX review_state_waiting_past ON countersign_private.review_state USING gist (queue, tstzrange(valid_from, valid_to)) WHERE (state <> 'done'::text);
CREATE INDEX review_undecided ON countersign_private.review_present USING btree (tenant, due, item) WHERE (state = ANY (ARRAY['escalated'::text, 'disagreed'::text]));
CREATE INDEX review_waiting ON countersign_private.review_present USING btree (tenant, queue, due, item) WHERE (state <> 'done'::text);
CREATE INDEX review_waiting_anywhere ON countersign_private.review_present USING btree (tenant, due, item) WHERE (state <> 'done'::text);
CREATE INDEX schedule_run_job_id_idx ON countersign_private.schedule_run USING btree (job, id DESC);
CREATE INDEX shadow_arm_version_idx ON countersign_private.shadow_arm USING btree (version);
CREATE UNIQUE INDEX shadow_endpoint_now ON countersign_private.shadow_endpoint USING btree (artifact, version) NULLS NOT DISTINCT WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX shadow_run_artifact_id_idx ON countersign_private.shadow_run USING btree (artifact, id);
CREATE INDEX shadow_run_candidate_id_idx ON countersign_private.shadow_run USING btree (candidate, id);
CREATE UNIQUE INDEX shadow_run_state_now ON countersign_private.shadow_run_state USING btree (run) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX shadow_run_state_past ON countersign_private.shadow_run_state USING btree (run, valid_to, valid_from);
CREATE UNIQUE INDEX signature_rule_now ON countersign_private.signature_rule USING btree (environment) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX signature_rule_past ON countersign_private.signature_rule USING btree (environment, valid_to, valid_from);
CREATE INDEX signing_key_person_idx ON countersign_private.signing_key USING btree (person);
CREATE UNIQUE INDEX signing_key_state_now ON countersign_private.signing_key_state USING btree (key) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX signing_key_state_past ON countersign_private.signing_key_state USING btree (key, valid_to, valid_from);
CREATE INDEX snapshot_quarter_id_idx ON countersign_private.snapshot USING btree (quarter, id DESC);
CREATE INDEX snapshot_signature_snapshot_id_idx ON countersign_private.snapshot_signature USING btree (snapshot, id DESC);
CREATE INDEX stop_artifact_id_idx ON countersign_private.stop USING btree (artifact, id);
CREATE INDEX stop_state_list ON countersign_private.stop_state USING btree (stop) WHERE ((valid_to = 'infinity'::timestamp with time zone) AND (state = 'stopped'::text));
CREATE UNIQUE INDEX stop_state_now ON countersign_private.stop_state USING btree (stop) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX stop_state_past ON countersign_private.stop_state USING btree (stop, valid_to, valid_from);
CREATE INDEX stop_version_version_idx ON countersign_private.stop_version USING btree (version);
CREATE INDEX tier_pending_digest_idx ON countersign_private.tier_pending USING btree (digest);
CREATE INDEX trace_by_age ON countersign_private.trace USING btree (last_at);
CREATE INDEX trace_waiting ON countersign_private.trace USING btree (last_at) WHERE (holds_call AND (assembled_at IS NULL));
CREATE INDEX verdict_recorded_at_idx ON countersign_private.verdict USING btree (recorded_at);
CREATE INDEX verdict_xid_idx ON countersign_private.verdict USING btree (xid);
CREATE INDEX version_observed_tenant_last_at_idx ON countersign_private.version_observed USING btree (tenant, last_at);
CREATE INDEX version_xid_idx ON countersign_private.version USING btree (xid);
CREATE UNIQUE INDEX waiver_state_now ON countersign_private.waiver_state USING btree (waiver) WHERE (valid_to = 'infinity'::timestamp with time zone);
CREATE INDEX waiver_state_past ON countersign_private.waiver_state USING btree (waiver, valid_to, valid_from);
CREATE INDEX waiver_version_environment_requirement_idx ON countersign_private.waiver USING btree (version, environment, requirement);
CREATE CONSTRAINT TRIGGER ages_facts AFTER INSERT ON countersign_private.artifact_state DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION countersign_private.on_artifact_state_ages_facts();
ALTER TABLE countersign_private.artifact_state ENABLE ALWAYS TRIGGER ages_facts;
CREATE TRIGGER ages_facts AFTER INSERT ON countersign_private.pointer FOR EACH ROW EXECUTE FUNCTION countersign_private.on_pointer_ages_facts();
ALTER TABLE countersign_private.pointer ENABLE ALWAYS TRIGGER ages_facts;
CREATE CONSTRAINT TRIGGER ages_facts AFTER INSERT ON countersign_private.version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION countersign_private.on_version_ages_facts();
ALTER TABLE countersign_private.version ENABLE ALWAYS TRIGGER ages_facts;
CREATE TRIGGER balances AFTER INSERT ON countersign_private.pointer FOR EACH ROW EXECUTE FUNCTION countersign_private.on_pointer_balances();
ALTER TABLE countersign_private.pointer ENABLE ALWAYS TRIGGER balances;
CREATE TRIGGER done AFTER INSERT ON countersign_private.review_state FOR EACH ROW WHEN (((new.state = 'done'::text) AND (new.valid_to = 'infinity'::timestamp with time zone))) EXECUTE FUNCTION countersign_private.on_review_done();
ALTER TABLE countersign_private.review_state ENABLE ALWAYS TRIGGER done;
CREATE TRIGGER for_another AFTER INSERT ON countersign_private.approval FOR EACH ROW EXECUTE FUNCTION countersign_private.on_signature_for_another();
ALTER TABLE countersign_private.approval ENABLE ALWAYS TRIGGER for_another;
CREATE TRIGGER frozen BEFORE INSERT ON countersign_private.period_fact FOR EACH ROW EXECUTE FUNCTION countersign_private.on_fact_of_a_frozen_snapshot();
ALTER TABLE countersign_private.period_fact ENABLE ALWAYS TRIGGER frozen;
CREATE TRIGGER in_lineage AFTER INSERT ON countersign_private.dependency FOR EACH ROW EXECUTE FUNCTION countersign_private.on_pin_in_lineage();
ALTER TABLE countersign_private.dependency ENABLE ALWAYS TRIGGER in_lineage;
CREATE TRIGGER in_lineage AFTER INSERT ON countersign_private.version FOR EACH ROW EXECUTE FUNCTION countersign_private.on_version_in_lineage();
ALTER TABLE countersign_private.version ENABLE ALWAYS TRIGGER in_lineage;
CREATE CONSTRAINT TRIGGER in_time AFTER INSERT ON countersign_private.verdict_end DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = 'undone'::text)) EXECUTE FUNCTION countersign_private.on_undone();
ALTER TABLE countersign_private.verdict_end ENABLE ALWAYS TRIGGER in_time;
CREATE CONSTRAINT TRIGGER inputs_are_kept AFTER INSERT ON countersign_private.promotion_change DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION countersign_private.on_revision_is_opened();
ALTER TABLE countersign_private.promotion_change ENABLE ALWAYS TRIGGER inputs_are_kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.activity FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.activity ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.alarm FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.alarm ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.alarm_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.alarm_state ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.approval FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.approval ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.approval_envelope FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.approval_envelope ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.approval_for FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.approval_for ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.artifact FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.artifact ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.artifact_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.artifact_state ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.call_response FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.call_response ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.clock_rule FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.clock_rule ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.confirmation FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.confirmation ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.confirmation_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.confirmation_state ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.decision_text FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.decision_text ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.delegation FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.delegation ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.delegation_end FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.delegation_end ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.dependency FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.dependency ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.evaluation FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.evaluation ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.fact FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.fact ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.fact_answer FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.fact_answer ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.fact_confirmation FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.fact_confirmation ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.fact_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.fact_state ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.flag_category_event FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.flag_category_event ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.generation_tier FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.generation_tier ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.incident FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.incident ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.incident_act FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.incident_act ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.incident_clock FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.incident_clock ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.incident_link FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.incident_link ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.label_schema FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.label_schema ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.lineage_claim FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_claim ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.lineage_edge FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_edge ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.lineage_event FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_event ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.lineage_event_dataset FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_event_dataset ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.lineage_event_edge FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_event_edge ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.lineage_facet FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_facet ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.lineage_node FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_node ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.lineage_run_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_run_state ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.lineage_teller FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_teller ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.lineage_version FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_version ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.log_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.log_checkpoint ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.log_leaf FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.log_leaf ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.log_seal FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.log_seal ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.log_taking FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.log_taking ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.low_sample FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.low_sample ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.low_sample_draw FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.low_sample_draw ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.low_sample_item FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.low_sample_item ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.low_sample_stratum FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.low_sample_stratum ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.pack FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.pack ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.period_fact FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.period_fact ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.pointer FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.pointer ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.producer_home FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.producer_home ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.producer_token FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.producer_token ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.promotion FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.promotion ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.promotion_change FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.promotion_change ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.promotion_input FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.promotion_input ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.promotion_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.promotion_state ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.review_barred FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_barred ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.review_breach FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_breach ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.review_comment FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_comment ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.review_item FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_item ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.review_label FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_label ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.review_outcome FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_outcome ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.review_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_state ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_arm FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_arm ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_comparison FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_comparison ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_endpoint FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_endpoint ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_failure FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_failure ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_metric FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_metric ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_prompt FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_prompt ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_reply FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_reply ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_request FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_request ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_run FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_run ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_run_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_run_state ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_sample FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_sample ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_score FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_score ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.shadow_verdict FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_verdict ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.signature_rule FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.signature_rule ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.signature_rule_request FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.signature_rule_request ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.signing_key FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.signing_key ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.signing_key_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.signing_key_state ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.snapshot FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.snapshot ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.snapshot_frozen FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.snapshot_frozen ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.snapshot_signature FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.snapshot_signature ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.stop FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.stop ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.stop_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.stop_state ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.stop_version FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.stop_version ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.tier_decision FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.tier_decision ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.tier_facts FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.tier_facts ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.tier_lowering FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.tier_lowering ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.tier_lowering_answer FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.tier_lowering_answer ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.verdict FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.verdict ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.verdict_end FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.verdict_end ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.version FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.version ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.version_observed FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.version_observed ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.waiver FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.waiver ENABLE ALWAYS TRIGGER kept;
CREATE TRIGGER kept BEFORE TRUNCATE ON countersign_private.waiver_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.waiver_state ENABLE ALWAYS TRIGGER kept;
CREATE CONSTRAINT TRIGGER kept_text AFTER INSERT ON countersign_private.promotion_change DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION countersign_private.on_revision();
ALTER TABLE countersign_private.promotion_change ENABLE ALWAYS TRIGGER kept_text;
CREATE TRIGGER not_while_held BEFORE INSERT ON countersign_private.approval FOR EACH ROW EXECUTE FUNCTION countersign_private.on_signature_of_the_held();
ALTER TABLE countersign_private.approval ENABLE ALWAYS TRIGGER not_while_held;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.activity FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.activity ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.alarm FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.alarm ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.alarm_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.alarm_state ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.approval FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.approval ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.approval_envelope FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.approval_envelope ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.approval_for FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.approval_for ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.artifact FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.artifact ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.artifact_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.artifact_state ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.artifact_turn FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.artifact_turn ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.call_count FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.call_count ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.call_response FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.call_response ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.clock_rule FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.clock_rule ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.confirmation FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.confirmation ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.confirmation_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.confirmation_state ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.decision_text FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.decision_text ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.delegation FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.delegation ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.delegation_end FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.delegation_end ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.dependency FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.dependency ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.evaluation FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.evaluation ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.fact FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.fact ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.fact_answer FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.fact_answer ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.fact_confirmation FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.fact_confirmation ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.fact_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.fact_state ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.flag FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.flag ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.flag_category FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.flag_category ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.flag_category_event FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.flag_category_event ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.generation FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.generation ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.generation_content FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.generation_content ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.generation_tier FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.generation_tier ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.holiday FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.holiday ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.incident FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.incident ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.incident_act FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.incident_act ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.incident_clock FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.incident_clock ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.incident_link FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.incident_link ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.label_schema FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.label_schema ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.lineage_claim FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.lineage_claim ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.lineage_edge FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.lineage_edge ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.lineage_event FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.lineage_event ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.lineage_event_dataset FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.lineage_event_dataset ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.lineage_event_edge FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.lineage_event_edge ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.lineage_facet FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.lineage_facet ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.lineage_node FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.lineage_node ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.lineage_run_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.lineage_run_state ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.lineage_teller FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.lineage_teller ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.lineage_version FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.lineage_version ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.log_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.log_checkpoint ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.log_leader FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.log_leader ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.log_leaf FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.log_leaf ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.log_seal FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.log_seal ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.log_taking FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.log_taking ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.low_sample FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.low_sample ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.low_sample_draw FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.low_sample_draw ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.low_sample_item FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.low_sample_item ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.low_sample_stratum FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.low_sample_stratum ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.model_seen FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.model_seen ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.pack FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.pack ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.period_fact FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.period_fact ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.pointer FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.pointer ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.producer_home FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.producer_home ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.producer_token FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.producer_token ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.promotion FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.promotion ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.promotion_change FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.promotion_change ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.promotion_input FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.promotion_input ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.promotion_revision FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.promotion_revision ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.promotion_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.promotion_state ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.queue_hours FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.queue_hours ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.retrieval FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.retrieval ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.review_barred FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.review_barred ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.review_breach FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.review_breach ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.review_comment FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.review_comment ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.review_item FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.review_item ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.review_label FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.review_label ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.review_outcome FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.review_outcome ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.review_present FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.review_present ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.review_slot FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.review_slot ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.review_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.review_state ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.schedule_job FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.schedule_job ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.schedule_run FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.schedule_run ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.score FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.score ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_arm FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_arm ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_comparison FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_comparison ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_endpoint FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_endpoint ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_failure FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_failure ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_metric FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_metric ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_prompt FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_prompt ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_prompt_content FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_prompt_content ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_reply FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_reply ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_reply_content FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_reply_content ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_request FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_request ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_run FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_run ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_run_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_run_state ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_sample FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_sample ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_score FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_score ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_turn FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_turn ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.shadow_verdict FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.shadow_verdict ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.signature_rule FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.signature_rule ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.signature_rule_request FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.signature_rule_request ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.signing_key FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.signing_key ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.signing_key_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.signing_key_state ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.snapshot FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.snapshot ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.snapshot_frozen FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.snapshot_frozen ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.snapshot_signature FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.snapshot_signature ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.stop FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.stop ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.stop_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.stop_state ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.stop_version FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.stop_version ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.tier_decision FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.tier_decision ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.tier_facts FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.tier_facts ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.tier_lowering FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.tier_lowering ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.tier_lowering_answer FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.tier_lowering_answer ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.tier_pending FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.tier_pending ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.trace FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.trace ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.trace_part FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.trace_part ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.verdict FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.verdict ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.verdict_end FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.verdict_end ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.version FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.version ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.version_observed FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.version_observed ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.waiver FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.waiver ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER now_only BEFORE INSERT OR DELETE OR UPDATE ON countersign_private.waiver_state FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_write_in_the_past();
ALTER TABLE countersign_private.waiver_state ENABLE ALWAYS TRIGGER now_only;
CREATE TRIGGER observed AFTER INSERT ON countersign_private.generation REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION countersign_private.on_generations_are_observed();
ALTER TABLE countersign_private.generation ENABLE ALWAYS TRIGGER observed;
CREATE TRIGGER of_its_kind BEFORE INSERT ON countersign_private.version FOR EACH ROW EXECUTE FUNCTION countersign_private.on_version_of_its_kind();
ALTER TABLE countersign_private.version ENABLE ALWAYS TRIGGER of_its_kind;
CREATE CONSTRAINT TRIGGER pins_what_it_names AFTER INSERT ON countersign_private.version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION countersign_private.on_version_pins();
ALTER TABLE countersign_private.version ENABLE ALWAYS TRIGGER pins_what_it_names;
CREATE TRIGGER system_is_readable BEFORE INSERT ON countersign_private.version FOR EACH ROW EXECUTE FUNCTION countersign_private.on_system_version();
ALTER TABLE countersign_private.version ENABLE ALWAYS TRIGGER system_is_readable;
CREATE TRIGGER tell_of_act AFTER INSERT ON countersign_private.activity FOR EACH ROW WHEN (((new.subject_kind <> ALL (ARRAY['review'::text, 'quarantine'::text, 'schedule'::text])) AND (new.act !~~ '%.read'::text))) EXECUTE FUNCTION countersign_private.tell_of_act();
ALTER TABLE countersign_private.activity ENABLE ALWAYS TRIGGER tell_of_act;
CREATE TRIGGER tier_not_lowered BEFORE INSERT ON countersign_private.artifact_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_lowering_of_a_tier();
ALTER TABLE countersign_private.artifact_state ENABLE ALWAYS TRIGGER tier_not_lowered;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.activity FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.activity ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.alarm FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.alarm ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.alarm_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.alarm_state ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.approval FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.approval ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.approval_envelope FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.approval_envelope ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.approval_for FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.approval_for ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.artifact FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.artifact ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.artifact_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.artifact_state ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.call_response FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.call_response ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.clock_rule FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.clock_rule ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.confirmation FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.confirmation ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.confirmation_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.confirmation_state ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.decision_text FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.decision_text ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.delegation FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.delegation ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.delegation_end FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.delegation_end ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.dependency FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.dependency ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.evaluation FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.evaluation ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.fact FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.fact ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.fact_answer FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.fact_answer ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.fact_confirmation FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.fact_confirmation ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.fact_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.fact_state ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.flag FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.flag ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.flag_category_event FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.flag_category_event ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.generation FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.generation ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE UPDATE ON countersign_private.generation_content FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.generation_content ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.generation_tier FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.generation_tier ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.incident FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.incident ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.incident_act FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.incident_act ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.incident_clock FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.incident_clock ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.incident_link FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.incident_link ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.label_schema FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.label_schema ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.lineage_claim FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.lineage_claim ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.lineage_edge FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.lineage_edge ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.lineage_event FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_event ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.lineage_event_dataset FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_event_dataset ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.lineage_event_edge FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_event_edge ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.lineage_facet FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.lineage_facet ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.lineage_node FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_node ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.lineage_run_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.lineage_run_state ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.lineage_teller FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_teller ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.lineage_version FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.lineage_version ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.log_checkpoint FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.log_checkpoint ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.log_leaf FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_leaf();
ALTER TABLE countersign_private.log_leaf ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.log_seal FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.log_seal ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.log_taking FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.log_taking ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.low_sample FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.low_sample ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.low_sample_draw FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.low_sample_draw ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.low_sample_item FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.low_sample_item ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.low_sample_stratum FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.low_sample_stratum ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.pack FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.pack ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.period_fact FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.period_fact ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.pointer FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.pointer ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.producer_home FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.producer_home ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.producer_token FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_token();
ALTER TABLE countersign_private.producer_token ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.promotion FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.promotion ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.promotion_change FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.promotion_change ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.promotion_input FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.promotion_input ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.promotion_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.promotion_state ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.retrieval FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.retrieval ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.review_barred FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_barred ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.review_breach FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_breach ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.review_comment FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_comment ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.review_item FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_item ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.review_label FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_label ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.review_outcome FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.review_outcome ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.review_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.review_state ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.score FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.score ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_arm FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_arm ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_comparison FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_comparison ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_endpoint FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.shadow_endpoint ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_failure FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_failure ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_metric FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_metric ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_prompt FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_prompt ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE UPDATE ON countersign_private.shadow_prompt_content FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_prompt_content ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_reply FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_reply ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE UPDATE ON countersign_private.shadow_reply_content FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_reply_content ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_request FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_request ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_run FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_run ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_run_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.shadow_run_state ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_sample FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_sample ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_score FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_score ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.shadow_verdict FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.shadow_verdict ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.signature_rule FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.signature_rule ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.signature_rule_request FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.signature_rule_request ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.signing_key FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.signing_key ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.signing_key_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.signing_key_state ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.snapshot FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.snapshot ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.snapshot_frozen FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.snapshot_frozen ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.snapshot_signature FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.snapshot_signature ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.stop FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.stop ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.stop_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.stop_state ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.stop_version FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.stop_version ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.tier_decision FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.tier_decision ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.tier_facts FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.tier_facts ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.tier_lowering FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.tier_lowering ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.tier_lowering_answer FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.tier_lowering_answer ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.verdict FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.verdict ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.verdict_end FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.verdict_end ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.version FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.version ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.waiver FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_fact();
ALTER TABLE countersign_private.waiver ENABLE ALWAYS TRIGGER unchanged;
CREATE TRIGGER unchanged BEFORE DELETE OR UPDATE ON countersign_private.waiver_state FOR EACH ROW EXECUTE FUNCTION countersign_private.on_change_of_a_span();
ALTER TABLE countersign_private.waiver_state ENABLE ALWAYS TRIGGER unchanged;
ALTER TABLE ONLY countersign_private.alarm
    ADD CONSTRAINT alarm_environment_fkey FOREIGN KEY (environment) REFERENCES countersign_private.environment(key);
ALTER TABLE ONLY countersign_private.alarm_state
    ADD CONSTRAINT alarm_state_alarm_fkey FOREIGN KEY (alarm) REFERENCES countersign_private.alarm(id);
ALTER TABLE ONLY countersign_private.alarm_state
    ADD CONSTRAINT alarm_state_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.alarm
    ADD CONSTRAINT alarm_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.approval_envelope
    ADD CONSTRAINT approval_envelope_approval_fkey FOREIGN KEY (approval) REFERENCES countersign_private.approval(id);
ALTER TABLE ONLY countersign_private.approval_envelope
    ADD CONSTRAINT approval_envelope_key_fkey FOREIGN KEY (key) REFERENCES countersign_private.signing_key(id);
ALTER TABLE ONLY countersign_private.approval_for
    ADD CONSTRAINT approval_for_approval_fkey FOREIGN KEY (approval) REFERENCES countersign_private.approval(id);
ALTER TABLE ONLY countersign_private.approval_for
    ADD CONSTRAINT approval_for_delegation_fkey FOREIGN KEY (delegation) REFERENCES countersign_private.delegation(id);
ALTER TABLE ONLY countersign_private.approval_for
    ADD CONSTRAINT approval_for_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.approval
    ADD CONSTRAINT approval_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.approval
    ADD CONSTRAINT approval_promotion_fkey FOREIGN KEY (promotion) REFERENCES countersign_private.promotion(id);
ALTER TABLE ONLY countersign_private.artifact
    ADD CONSTRAINT artifact_created_by_fkey FOREIGN KEY (created_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.artifact_state
    ADD CONSTRAINT artifact_state_artifact_fkey FOREIGN KEY (artifact) REFERENCES countersign_private.artifact(id);
ALTER TABLE ONLY countersign_private.artifact_state
    ADD CONSTRAINT artifact_state_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.artifact_state
    ADD CONSTRAINT artifact_state_owner_fkey FOREIGN KEY (owner) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.artifact_state
    ADD CONSTRAINT artifact_state_successor_fkey FOREIGN KEY (successor) REFERENCES countersign_private.artifact(id);
ALTER TABLE ONLY countersign_private.artifact_state
    ADD CONSTRAINT artifact_state_team_fkey FOREIGN KEY (team) REFERENCES countersign_private.team(key);
ALTER TABLE ONLY countersign_private.artifact_turn
    ADD CONSTRAINT artifact_turn_artifact_fkey FOREIGN KEY (artifact) REFERENCES countersign_private.artifact(id);
ALTER TABLE ONLY countersign_private.call_count
    ADD CONSTRAINT call_count_producer_fkey FOREIGN KEY (producer) REFERENCES countersign_private.producer(name);
ALTER TABLE ONLY countersign_private.call_response
    ADD CONSTRAINT call_response_producer_fkey FOREIGN KEY (producer) REFERENCES countersign_private.producer(name);
ALTER TABLE ONLY countersign_private.confirmation
    ADD CONSTRAINT confirmation_artifact_fkey FOREIGN KEY (artifact) REFERENCES countersign_private.artifact(id);
ALTER TABLE ONLY countersign_private.confirmation
    ADD CONSTRAINT confirmation_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.confirmation
    ADD CONSTRAINT confirmation_environment_fkey FOREIGN KEY (environment) REFERENCES countersign_private.environment(key);
ALTER TABLE ONLY countersign_private.confirmation_state
    ADD CONSTRAINT confirmation_state_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.confirmation_state
    ADD CONSTRAINT confirmation_state_confirmation_fkey FOREIGN KEY (confirmation) REFERENCES countersign_private.confirmation(id);
ALTER TABLE ONLY countersign_private.decision_text
    ADD CONSTRAINT decision_text_promotion_fkey FOREIGN KEY (promotion) REFERENCES countersign_private.promotion(id);
ALTER TABLE ONLY countersign_private.delegation_end
    ADD CONSTRAINT delegation_end_delegation_fkey FOREIGN KEY (delegation) REFERENCES countersign_private.delegation(id);
ALTER TABLE ONLY countersign_private.delegation_end
    ADD CONSTRAINT delegation_end_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.delegation
    ADD CONSTRAINT delegation_environment_fkey FOREIGN KEY (environment) REFERENCES countersign_private.environment(key);
ALTER TABLE ONLY countersign_private.delegation
    ADD CONSTRAINT delegation_from_person_fkey FOREIGN KEY (from_person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.delegation
    ADD CONSTRAINT delegation_to_person_fkey FOREIGN KEY (to_person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.dependency
    ADD CONSTRAINT dependency_on_version_fkey FOREIGN KEY (on_version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.dependency
    ADD CONSTRAINT dependency_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.evaluation
    ADD CONSTRAINT evaluation_supplied_by_fkey FOREIGN KEY (supplied_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.evaluation
    ADD CONSTRAINT evaluation_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.fact_answer
    ADD CONSTRAINT fact_answer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.fact_answer
    ADD CONSTRAINT fact_answer_fact_fkey FOREIGN KEY (fact) REFERENCES countersign_private.fact(id);
ALTER TABLE ONLY countersign_private.fact_answer
    ADD CONSTRAINT fact_answer_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.fact
    ADD CONSTRAINT fact_artifact_fkey FOREIGN KEY (artifact) REFERENCES countersign_private.artifact(id);
ALTER TABLE ONLY countersign_private.fact_confirmation
    ADD CONSTRAINT fact_confirmation_answer_fkey FOREIGN KEY (answer) REFERENCES countersign_private.fact_answer(id);
ALTER TABLE ONLY countersign_private.fact_confirmation
    ADD CONSTRAINT fact_confirmation_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.fact_state
    ADD CONSTRAINT fact_state_answer_fkey FOREIGN KEY (answer) REFERENCES countersign_private.fact_answer(id);
ALTER TABLE ONLY countersign_private.fact_state
    ADD CONSTRAINT fact_state_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.fact_state
    ADD CONSTRAINT fact_state_fact_fkey FOREIGN KEY (fact) REFERENCES countersign_private.fact(id);
ALTER TABLE ONLY countersign_private.fact_state
    ADD CONSTRAINT fact_state_owner_fkey FOREIGN KEY (owner) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.flag_category_event
    ADD CONSTRAINT flag_category_event_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.incident_act
    ADD CONSTRAINT incident_act_incident_fkey FOREIGN KEY (incident) REFERENCES countersign_private.incident(id);
ALTER TABLE ONLY countersign_private.incident_act
    ADD CONSTRAINT incident_act_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.incident_clock
    ADD CONSTRAINT incident_clock_incident_fkey FOREIGN KEY (incident) REFERENCES countersign_private.incident(id);
ALTER TABLE ONLY countersign_private.incident_clock
    ADD CONSTRAINT incident_clock_rule_fkey FOREIGN KEY (rule) REFERENCES countersign_private.clock_rule(key);
ALTER TABLE ONLY countersign_private.incident_link
    ADD CONSTRAINT incident_link_added_by_fkey FOREIGN KEY (added_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.incident_link
    ADD CONSTRAINT incident_link_artifact_fkey FOREIGN KEY (artifact) REFERENCES countersign_private.artifact(id);
ALTER TABLE ONLY countersign_private.incident_link
    ADD CONSTRAINT incident_link_incident_fkey FOREIGN KEY (incident) REFERENCES countersign_private.incident(id);
ALTER TABLE ONLY countersign_private.incident
    ADD CONSTRAINT incident_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.label_schema
    ADD CONSTRAINT label_schema_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.label_schema
    ADD CONSTRAINT label_schema_queue_fkey FOREIGN KEY (queue) REFERENCES countersign_private.queue(key);
ALTER TABLE ONLY countersign_private.lineage_claim
    ADD CONSTRAINT lineage_claim_event_fkey FOREIGN KEY (event) REFERENCES countersign_private.lineage_event(id);
ALTER TABLE ONLY countersign_private.lineage_claim
    ADD CONSTRAINT lineage_claim_teller_fkey FOREIGN KEY (teller) REFERENCES countersign_private.lineage_teller(id);
ALTER TABLE ONLY countersign_private.lineage_edge
    ADD CONSTRAINT lineage_edge_event_fkey FOREIGN KEY (event) REFERENCES countersign_private.lineage_event(id);
ALTER TABLE ONLY countersign_private.lineage_edge
    ADD CONSTRAINT lineage_edge_job_fkey FOREIGN KEY (job) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_edge
    ADD CONSTRAINT lineage_edge_source_fkey FOREIGN KEY (source) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_edge
    ADD CONSTRAINT lineage_edge_target_fkey FOREIGN KEY (target) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_event_dataset
    ADD CONSTRAINT lineage_event_dataset_event_fkey FOREIGN KEY (event) REFERENCES countersign_private.lineage_event(id);
ALTER TABLE ONLY countersign_private.lineage_event_dataset
    ADD CONSTRAINT lineage_event_dataset_node_fkey FOREIGN KEY (node) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_event_edge
    ADD CONSTRAINT lineage_event_edge_event_fkey FOREIGN KEY (event) REFERENCES countersign_private.lineage_event(id);
ALTER TABLE ONLY countersign_private.lineage_event_edge
    ADD CONSTRAINT lineage_event_edge_job_fkey FOREIGN KEY (job) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_event_edge
    ADD CONSTRAINT lineage_event_edge_source_fkey FOREIGN KEY (source) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_event_edge
    ADD CONSTRAINT lineage_event_edge_target_fkey FOREIGN KEY (target) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_event
    ADD CONSTRAINT lineage_event_receipt_fkey FOREIGN KEY (receipt) REFERENCES countersign_private.receipt(id);
ALTER TABLE ONLY countersign_private.lineage_event
    ADD CONSTRAINT lineage_event_subject_fkey FOREIGN KEY (subject) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_event
    ADD CONSTRAINT lineage_event_teller_fkey FOREIGN KEY (teller) REFERENCES countersign_private.lineage_teller(id);
ALTER TABLE ONLY countersign_private.lineage_facet
    ADD CONSTRAINT lineage_facet_event_fkey FOREIGN KEY (event) REFERENCES countersign_private.lineage_event(id);
ALTER TABLE ONLY countersign_private.lineage_facet
    ADD CONSTRAINT lineage_facet_node_fkey FOREIGN KEY (node) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_node
    ADD CONSTRAINT lineage_node_parent_fkey FOREIGN KEY (parent) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_run_state
    ADD CONSTRAINT lineage_run_state_job_fkey FOREIGN KEY (job) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_run_state
    ADD CONSTRAINT lineage_run_state_teller_fkey FOREIGN KEY (teller) REFERENCES countersign_private.lineage_teller(id);
ALTER TABLE ONLY countersign_private.lineage_teller
    ADD CONSTRAINT lineage_teller_node_fkey FOREIGN KEY (node) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_version
    ADD CONSTRAINT lineage_version_node_fkey FOREIGN KEY (node) REFERENCES countersign_private.lineage_node(id);
ALTER TABLE ONLY countersign_private.lineage_version
    ADD CONSTRAINT lineage_version_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.log_seal
    ADD CONSTRAINT log_seal_taking_fkey FOREIGN KEY (taking) REFERENCES countersign_private.log_taking(id);
ALTER TABLE ONLY countersign_private.low_sample
    ADD CONSTRAINT low_sample_committed_by_fkey FOREIGN KEY (committed_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.low_sample_draw
    ADD CONSTRAINT low_sample_draw_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.low_sample_draw
    ADD CONSTRAINT low_sample_draw_sample_fkey FOREIGN KEY (sample) REFERENCES countersign_private.low_sample(id);
ALTER TABLE ONLY countersign_private.low_sample_item
    ADD CONSTRAINT low_sample_item_sample_fkey FOREIGN KEY (sample) REFERENCES countersign_private.low_sample(id);
ALTER TABLE ONLY countersign_private.low_sample_stratum
    ADD CONSTRAINT low_sample_stratum_sample_fkey FOREIGN KEY (sample) REFERENCES countersign_private.low_sample(id);
ALTER TABLE ONLY countersign_private.pack
    ADD CONSTRAINT pack_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.pack
    ADD CONSTRAINT pack_snapshot_fkey FOREIGN KEY (snapshot) REFERENCES countersign_private.snapshot_frozen(snapshot);
ALTER TABLE ONLY countersign_private.period_fact
    ADD CONSTRAINT period_fact_snapshot_fkey FOREIGN KEY (snapshot) REFERENCES countersign_private.snapshot(id);
ALTER TABLE ONLY countersign_private.person_login
    ADD CONSTRAINT person_login_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.person
    ADD CONSTRAINT person_team_fkey FOREIGN KEY (team) REFERENCES countersign_private.team(key);
ALTER TABLE ONLY countersign_private.pointer
    ADD CONSTRAINT pointer_artifact_fkey FOREIGN KEY (artifact) REFERENCES countersign_private.artifact(id);
ALTER TABLE ONLY countersign_private.pointer
    ADD CONSTRAINT pointer_environment_fkey FOREIGN KEY (environment) REFERENCES countersign_private.environment(key);
ALTER TABLE ONLY countersign_private.pointer
    ADD CONSTRAINT pointer_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.pointer
    ADD CONSTRAINT pointer_promotion_fkey FOREIGN KEY (promotion) REFERENCES countersign_private.promotion(id);
ALTER TABLE ONLY countersign_private.pointer
    ADD CONSTRAINT pointer_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.producer_home
    ADD CONSTRAINT producer_home_producer_fkey FOREIGN KEY (producer) REFERENCES countersign_private.producer(name);
ALTER TABLE ONLY countersign_private.producer_home
    ADD CONSTRAINT producer_home_team_fkey FOREIGN KEY (team) REFERENCES countersign_private.team(key);
ALTER TABLE ONLY countersign_private.producer_token
    ADD CONSTRAINT producer_token_made_by_fkey FOREIGN KEY (made_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.producer_token
    ADD CONSTRAINT producer_token_producer_fkey FOREIGN KEY (producer) REFERENCES countersign_private.producer(name);
ALTER TABLE ONLY countersign_private.promotion_change
    ADD CONSTRAINT promotion_change_promotion_fkey FOREIGN KEY (promotion) REFERENCES countersign_private.promotion(id);
ALTER TABLE ONLY countersign_private.promotion
    ADD CONSTRAINT promotion_environment_fkey FOREIGN KEY (environment) REFERENCES countersign_private.environment(key);
ALTER TABLE ONLY countersign_private.promotion_input
    ADD CONSTRAINT promotion_input_promotion_revision_fkey FOREIGN KEY (promotion, revision) REFERENCES countersign_private.promotion_change(promotion, revision);
ALTER TABLE ONLY countersign_private.promotion
    ADD CONSTRAINT promotion_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.promotion_revision
    ADD CONSTRAINT promotion_revision_promotion_fkey FOREIGN KEY (promotion) REFERENCES countersign_private.promotion(id);
ALTER TABLE ONLY countersign_private.promotion_state
    ADD CONSTRAINT promotion_state_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.promotion_state
    ADD CONSTRAINT promotion_state_promotion_fkey FOREIGN KEY (promotion) REFERENCES countersign_private.promotion(id);
ALTER TABLE ONLY countersign_private.promotion
    ADD CONSTRAINT promotion_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.quarantine
    ADD CONSTRAINT quarantine_receipt_fkey FOREIGN KEY (receipt) REFERENCES countersign_private.receipt(id);
ALTER TABLE ONLY countersign_private.queue_hours
    ADD CONSTRAINT queue_hours_queue_fkey FOREIGN KEY (queue) REFERENCES countersign_private.queue(key);
ALTER TABLE ONLY countersign_private.quorum
    ADD CONSTRAINT quorum_environment_fkey FOREIGN KEY (environment) REFERENCES countersign_private.environment(key);
ALTER TABLE ONLY countersign_private.receipt
    ADD CONSTRAINT receipt_producer_fkey FOREIGN KEY (producer) REFERENCES countersign_private.producer(name);
ALTER TABLE ONLY countersign_private.review_barred
    ADD CONSTRAINT review_barred_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.review_comment
    ADD CONSTRAINT review_comment_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.review_item
    ADD CONSTRAINT review_item_queue_fkey FOREIGN KEY (queue) REFERENCES countersign_private.queue(key);
ALTER TABLE ONLY countersign_private.review_label
    ADD CONSTRAINT review_label_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.review_label
    ADD CONSTRAINT review_label_schema_fkey FOREIGN KEY (schema) REFERENCES countersign_private.label_schema(id);
ALTER TABLE ONLY countersign_private.schedule_run
    ADD CONSTRAINT schedule_run_job_fkey FOREIGN KEY (job) REFERENCES countersign_private.schedule_job(name);
ALTER TABLE ONLY countersign_private.shadow_arm
    ADD CONSTRAINT shadow_arm_run_fkey FOREIGN KEY (run) REFERENCES countersign_private.shadow_run(id);
ALTER TABLE ONLY countersign_private.shadow_arm
    ADD CONSTRAINT shadow_arm_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.shadow_comparison
    ADD CONSTRAINT shadow_comparison_run_arm_fkey FOREIGN KEY (run, arm) REFERENCES countersign_private.shadow_arm(run, arm);
ALTER TABLE ONLY countersign_private.shadow_comparison
    ADD CONSTRAINT shadow_comparison_run_metric_fkey FOREIGN KEY (run, metric) REFERENCES countersign_private.shadow_metric(run, metric);
ALTER TABLE ONLY countersign_private.shadow_endpoint
    ADD CONSTRAINT shadow_endpoint_artifact_fkey FOREIGN KEY (artifact) REFERENCES countersign_private.artifact(id);
ALTER TABLE ONLY countersign_private.shadow_endpoint
    ADD CONSTRAINT shadow_endpoint_set_by_fkey FOREIGN KEY (set_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.shadow_endpoint
    ADD CONSTRAINT shadow_endpoint_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.shadow_failure
    ADD CONSTRAINT shadow_failure_run_arm_about_prompt_number_fkey FOREIGN KEY (run, arm, about, prompt, number) REFERENCES countersign_private.shadow_request(run, arm, about, prompt, number);
ALTER TABLE ONLY countersign_private.shadow_metric
    ADD CONSTRAINT shadow_metric_run_fkey FOREIGN KEY (run) REFERENCES countersign_private.shadow_run(id);
ALTER TABLE ONLY countersign_private.shadow_prompt_content
    ADD CONSTRAINT shadow_prompt_content_run_prompt_fkey FOREIGN KEY (run, prompt) REFERENCES countersign_private.shadow_prompt(run, prompt);
ALTER TABLE ONLY countersign_private.shadow_prompt
    ADD CONSTRAINT shadow_prompt_run_fkey FOREIGN KEY (run) REFERENCES countersign_private.shadow_run(id);
ALTER TABLE ONLY countersign_private.shadow_reply_content
    ADD CONSTRAINT shadow_reply_content_run_arm_about_prompt_fkey FOREIGN KEY (run, arm, about, prompt) REFERENCES countersign_private.shadow_reply(run, arm, about, prompt);
ALTER TABLE ONLY countersign_private.shadow_reply
    ADD CONSTRAINT shadow_reply_run_arm_fkey FOREIGN KEY (run, arm) REFERENCES countersign_private.shadow_arm(run, arm);
ALTER TABLE ONLY countersign_private.shadow_reply
    ADD CONSTRAINT shadow_reply_run_prompt_fkey FOREIGN KEY (run, prompt) REFERENCES countersign_private.shadow_prompt(run, prompt);
ALTER TABLE ONLY countersign_private.shadow_request
    ADD CONSTRAINT shadow_request_run_about_fkey FOREIGN KEY (run, about) REFERENCES countersign_private.shadow_arm(run, arm);
ALTER TABLE ONLY countersign_private.shadow_request
    ADD CONSTRAINT shadow_request_run_arm_fkey FOREIGN KEY (run, arm) REFERENCES countersign_private.shadow_arm(run, arm);
ALTER TABLE ONLY countersign_private.shadow_request
    ADD CONSTRAINT shadow_request_run_prompt_fkey FOREIGN KEY (run, prompt) REFERENCES countersign_private.shadow_prompt(run, prompt);
ALTER TABLE ONLY countersign_private.shadow_run
    ADD CONSTRAINT shadow_run_artifact_fkey FOREIGN KEY (artifact) REFERENCES countersign_private.artifact(id);
ALTER TABLE ONLY countersign_private.shadow_run
    ADD CONSTRAINT shadow_run_candidate_fkey FOREIGN KEY (candidate) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.shadow_run
    ADD CONSTRAINT shadow_run_run_by_fkey FOREIGN KEY (run_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.shadow_run_state
    ADD CONSTRAINT shadow_run_state_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.shadow_run_state
    ADD CONSTRAINT shadow_run_state_run_fkey FOREIGN KEY (run) REFERENCES countersign_private.shadow_run(id);
ALTER TABLE ONLY countersign_private.shadow_sample
    ADD CONSTRAINT shadow_sample_run_fkey FOREIGN KEY (run) REFERENCES countersign_private.shadow_run(id);
ALTER TABLE ONLY countersign_private.shadow_score
    ADD CONSTRAINT shadow_score_run_arm_fkey FOREIGN KEY (run, arm) REFERENCES countersign_private.shadow_arm(run, arm);
ALTER TABLE ONLY countersign_private.shadow_score
    ADD CONSTRAINT shadow_score_run_metric_fkey FOREIGN KEY (run, metric) REFERENCES countersign_private.shadow_metric(run, metric);
ALTER TABLE ONLY countersign_private.shadow_score
    ADD CONSTRAINT shadow_score_run_prompt_fkey FOREIGN KEY (run, prompt) REFERENCES countersign_private.shadow_prompt(run, prompt);
ALTER TABLE ONLY countersign_private.shadow_turn
    ADD CONSTRAINT shadow_turn_run_fkey FOREIGN KEY (run) REFERENCES countersign_private.shadow_run(id);
ALTER TABLE ONLY countersign_private.shadow_verdict
    ADD CONSTRAINT shadow_verdict_run_fkey FOREIGN KEY (run) REFERENCES countersign_private.shadow_run(id);
ALTER TABLE ONLY countersign_private.signature_rule
    ADD CONSTRAINT signature_rule_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.signature_rule
    ADD CONSTRAINT signature_rule_environment_fkey FOREIGN KEY (environment) REFERENCES countersign_private.environment(key);
ALTER TABLE ONLY countersign_private.signature_rule_request
    ADD CONSTRAINT signature_rule_request_environment_fkey FOREIGN KEY (environment) REFERENCES countersign_private.environment(key);
ALTER TABLE ONLY countersign_private.signature_rule_request
    ADD CONSTRAINT signature_rule_request_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.signing_key
    ADD CONSTRAINT signing_key_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.signing_key_state
    ADD CONSTRAINT signing_key_state_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.signing_key_state
    ADD CONSTRAINT signing_key_state_key_fkey FOREIGN KEY (key) REFERENCES countersign_private.signing_key(id);
ALTER TABLE ONLY countersign_private.snapshot
    ADD CONSTRAINT snapshot_corrects_fkey FOREIGN KEY (corrects) REFERENCES countersign_private.snapshot(id);
ALTER TABLE ONLY countersign_private.snapshot_frozen
    ADD CONSTRAINT snapshot_frozen_activity_fkey FOREIGN KEY (activity) REFERENCES countersign_private.activity(id);
ALTER TABLE ONLY countersign_private.snapshot_frozen
    ADD CONSTRAINT snapshot_frozen_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.snapshot_frozen
    ADD CONSTRAINT snapshot_frozen_frozen_by_fkey FOREIGN KEY (frozen_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.snapshot_frozen
    ADD CONSTRAINT snapshot_frozen_snapshot_fkey FOREIGN KEY (snapshot) REFERENCES countersign_private.snapshot(id);
ALTER TABLE ONLY countersign_private.snapshot
    ADD CONSTRAINT snapshot_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.snapshot_signature
    ADD CONSTRAINT snapshot_signature_person_fkey FOREIGN KEY (person) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.snapshot_signature
    ADD CONSTRAINT snapshot_signature_snapshot_fkey FOREIGN KEY (snapshot) REFERENCES countersign_private.snapshot(id);
ALTER TABLE ONLY countersign_private.stop
    ADD CONSTRAINT stop_artifact_fkey FOREIGN KEY (artifact) REFERENCES countersign_private.artifact(id);
ALTER TABLE ONLY countersign_private.stop
    ADD CONSTRAINT stop_environment_fkey FOREIGN KEY (environment) REFERENCES countersign_private.environment(key);
ALTER TABLE ONLY countersign_private.stop_state
    ADD CONSTRAINT stop_state_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.stop_state
    ADD CONSTRAINT stop_state_stop_fkey FOREIGN KEY (stop) REFERENCES countersign_private.stop(id);
ALTER TABLE ONLY countersign_private.stop
    ADD CONSTRAINT stop_stopped_by_fkey FOREIGN KEY (stopped_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.stop
    ADD CONSTRAINT stop_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.stop_version
    ADD CONSTRAINT stop_version_stop_fkey FOREIGN KEY (stop) REFERENCES countersign_private.stop(id);
ALTER TABLE ONLY countersign_private.stop_version
    ADD CONSTRAINT stop_version_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.tier_decision
    ADD CONSTRAINT tier_decision_digest_fkey FOREIGN KEY (digest) REFERENCES countersign_private.tier_facts(digest);
ALTER TABLE ONLY countersign_private.tier_decision
    ADD CONSTRAINT tier_decision_queue_fkey FOREIGN KEY (queue) REFERENCES countersign_private.queue(key);
ALTER TABLE ONLY countersign_private.tier_lowering_answer
    ADD CONSTRAINT tier_lowering_answer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.tier_lowering_answer
    ADD CONSTRAINT tier_lowering_answer_lowering_fkey FOREIGN KEY (lowering) REFERENCES countersign_private.tier_lowering(id);
ALTER TABLE ONLY countersign_private.tier_lowering
    ADD CONSTRAINT tier_lowering_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.tier_pending
    ADD CONSTRAINT tier_pending_digest_fkey FOREIGN KEY (digest) REFERENCES countersign_private.tier_facts(digest);
ALTER TABLE ONLY countersign_private.trace_part
    ADD CONSTRAINT trace_part_producer_trace_id_fkey FOREIGN KEY (producer, trace_id) REFERENCES countersign_private.trace(producer, trace_id) ON DELETE CASCADE;
ALTER TABLE ONLY countersign_private.trace
    ADD CONSTRAINT trace_producer_fkey FOREIGN KEY (producer) REFERENCES countersign_private.producer(name);
ALTER TABLE ONLY countersign_private.verdict_end
    ADD CONSTRAINT verdict_end_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.verdict
    ADD CONSTRAINT verdict_reviewer_fkey FOREIGN KEY (reviewer) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.version
    ADD CONSTRAINT version_artifact_fkey FOREIGN KEY (artifact) REFERENCES countersign_private.artifact(id);
ALTER TABLE ONLY countersign_private.version
    ADD CONSTRAINT version_author_fkey FOREIGN KEY (author) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.version
    ADD CONSTRAINT version_parent_fkey FOREIGN KEY (parent) REFERENCES countersign_private.version(id);
ALTER TABLE ONLY countersign_private.waiver
    ADD CONSTRAINT waiver_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.waiver
    ADD CONSTRAINT waiver_environment_fkey FOREIGN KEY (environment) REFERENCES countersign_private.environment(key);
ALTER TABLE ONLY countersign_private.waiver
    ADD CONSTRAINT waiver_owner_fkey FOREIGN KEY (owner) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.waiver_state
    ADD CONSTRAINT waiver_state_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES countersign_private.person(key);
ALTER TABLE ONLY countersign_private.waiver_state
    ADD CONSTRAINT waiver_state_waiver_fkey FOREIGN KEY (waiver) REFERENCES countersign_private.waiver(id);
ALTER TABLE ONLY countersign_private.waiver
    ADD CONSTRAINT waiver_version_fkey FOREIGN KEY (version) REFERENCES countersign_private.version(id);
ALTER TABLE countersign_private.activity ENABLE ROW LEVEL SECURITY;
ALTER TABLE countersign_private.flag ENABLE ROW LEVEL SECURITY;
CREATE POLICY not_before_own_verdict ON countersign_private.flag FOR SELECT TO countersign_reader USING ((( SELECT (NOT countersign_private.reviews_here())) OR (NOT (EXISTS ( SELECT
   FROM ((countersign_private.review_item i
     JOIN countersign_private.review_present p ON (((p.tenant = i.tenant) AND (p.item = i.id))))
     JOIN countersign_private.queue q ON ((q.key = p.queue)))
  WHERE ((i.tenant = flag.tenant) AND (i.generation = flag.generation) AND (p.state = 'open'::text) AND q.hides_scores AND (NOT (EXISTS ( SELECT
           FROM countersign_private.review_slot s
          WHERE ((s.tenant = i.tenant) AND (s.item = i.id) AND (s.holder = ( SELECT countersign_private.person_here() AS person_here)) AND (s.state = 'done'::text)))))))))));
CREATE POLICY not_before_own_verdict ON countersign_private.score FOR SELECT TO countersign_reader USING ((( SELECT (NOT countersign_private.reviews_here())) OR (NOT (EXISTS ( SELECT
   FROM ((countersign_private.review_item i
     JOIN countersign_private.review_present p ON (((p.tenant = i.tenant) AND (p.item = i.id))))
     JOIN countersign_private.queue q ON ((q.key = p.queue)))
  WHERE ((i.tenant = score.tenant) AND (i.generation = score.generation) AND (p.state = 'open'::text) AND q.hides_scores AND (NOT (EXISTS ( SELECT
           FROM countersign_private.review_slot s
          WHERE ((s.tenant = i.tenant) AND (s.item = i.id) AND (s.holder = ( SELECT countersign_private.person_here() AS person_here)) AND (s.state = 'done'::text)))))))))));
CREATE POLICY not_to_the_blind ON countersign_private.review_comment FOR SELECT TO countersign_reader USING (((person = ( SELECT countersign_private.person_here() AS person_here)) OR (( SELECT countersign_private.person_here() AS person_here) = ANY (mentions)) OR ( SELECT (NOT countersign_private.reviews_here())) OR countersign_private.asked_here(item, person) OR (EXISTS ( SELECT
   FROM countersign_private.review_present p
  WHERE ((p.tenant = review_comment.tenant) AND (p.item = review_comment.item) AND (p.state = 'done'::text)))) OR (EXISTS ( SELECT
   FROM countersign_private.review_slot s
  WHERE ((s.tenant = review_comment.tenant) AND (s.item = review_comment.item) AND (s.holder = ( SELECT countersign_private.person_here() AS person_here)) AND (s.state = 'done'::text))))));
CREATE POLICY own_or_done ON countersign_private.review_label FOR SELECT TO countersign_reader USING (((person = ( SELECT countersign_private.person_here() AS person_here)) OR ( SELECT (pg_has_role(SESSION_USER, 'countersign_auditor'::name, 'member'::text) AND (NOT countersign_private.reviews_here()))) OR (EXISTS ( SELECT
   FROM countersign_private.review_present p
  WHERE ((p.tenant = review_label.tenant) AND (p.item = review_label.item) AND ((p.state = 'done'::text) OR ((p.state <> 'open'::text) AND ( SELECT pg_has_role(SESSION_USER, 'countersign_lead'::name, 'member'::text) AS pg_has_role))))))));
CREATE POLICY own_or_done ON countersign_private.verdict FOR SELECT TO countersign_reader USING (((reviewer = ( SELECT countersign_private.person_here() AS person_here)) OR ( SELECT (pg_has_role(SESSION_USER, 'countersign_auditor'::name, 'member'::text) AND (NOT countersign_private.reviews_here()))) OR (EXISTS ( SELECT
   FROM countersign_private.review_present p
  WHERE ((p.tenant = verdict.tenant) AND (p.item = verdict.item) AND ((p.state = 'done'::text) OR ((p.state <> 'open'::text) AND ( SELECT pg_has_role(SESSION_USER, 'countersign_lead'::name, 'member'::text) AS pg_has_role))))))));
CREATE POLICY own_or_overseer ON countersign_private.activity FOR SELECT TO countersign_reader USING (((person = ( SELECT countersign_private.person_here() AS person_here)) OR ( SELECT pg_has_role(SESSION_USER, 'countersign_auditor'::name, 'member'::text) AS pg_has_role) OR ( SELECT pg_has_role(SESSION_USER, 'countersign_lead'::name, 'member'::text) AS pg_has_role) OR ( SELECT pg_has_role(SESSION_USER, 'countersign_admin'::name, 'member'::text) AS pg_has_role)));
ALTER TABLE countersign_private.review_comment ENABLE ROW LEVEL SECURITY;
ALTER TABLE countersign_private.review_label ENABLE ROW LEVEL SECURITY;
ALTER TABLE countersign_private.score ENABLE ROW LEVEL SECURITY;
ALTER TABLE countersign_private.verdict ENABLE ROW LEVEL SECURITY;
GRANT USAGE ON SCHEMA countersign TO countersign_viewer;
GRANT USAGE ON SCHEMA countersign TO countersign_ingest;
GRANT USAGE ON SCHEMA countersign TO countersign_gatekeeper;
GRANT USAGE ON SCHEMA countersign TO countersign_sealer;
GRANT ALL ON SCHEMA countersign TO countersign_reader;
GRANT USAGE ON SCHEMA countersign_past TO countersign_viewer;
GRANT USAGE ON SCHEMA countersign_past TO countersign_ingest;
GRANT USAGE ON SCHEMA countersign_past TO countersign_gatekeeper;
GRANT USAGE ON SCHEMA countersign_past TO countersign_sealer;
GRANT ALL ON SCHEMA countersign_past TO countersign_reader;
GRANT USAGE ON SCHEMA countersign_private TO countersign_reader;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign.abandon_shadow_run(run bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.abandon_shadow_run(run bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.add_flags(generation uuid, flags jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.add_flags(generation uuid, flags jsonb) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.add_key(public_key bytea, name text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.add_key(public_key bytea, name text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.add_producer(name text, scopes text[], digest bytea, team text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.add_producer(name text, scopes text[], digest bytea, team text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.add_shadow_answers(run bigint, fence bigint, answers jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.add_shadow_answers(run bigint, fence bigint, answers jsonb) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.add_team(key text, name text, is_office boolean, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.add_team(key text, name text, is_office boolean, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.adjudicate(item bigint, revision bigint, decision text, reason text, harm text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.adjudicate(item bigint, revision bigint, decision text, reason text, harm text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.agreement(since timestamp with time zone, until timestamp with time zone, queue text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.agreement(since timestamp with time zone, until timestamp with time zone, queue text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.answer_lower_item(lowering bigint, granted boolean, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.answer_lower_item(lowering bigint, granted boolean, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.answer_waiver(waiver bigint, outcome text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.answer_waiver(waiver bigint, outcome text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.as_of() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.as_of() TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.as_of() TO countersign_ingest;
GRANT ALL ON FUNCTION countersign.as_of() TO countersign_reader;
GRANT ALL ON FUNCTION countersign.as_of() TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.ask_fact(artifact_name text, fact_key text, question text, due timestamp with time zone, owner text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.ask_fact(artifact_name text, fact_key text, question text, due timestamp with time zone, owner text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.ask_lower_item(item bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.ask_lower_item(item bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.ask_lower_tier(artifact_name text, tier text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.ask_lower_tier(artifact_name text, tier text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.ask_resume(stop bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.ask_resume(stop bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.ask_waiver(promotion bigint, requirement text, owner text, expires_at timestamp with time zone, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.ask_waiver(promotion bigint, requirement text, owner text, expires_at timestamp with time zone, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.bulk_decide(items bigint[], expected integer, decision text, reason text, harm text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.bulk_decide(items bigint[], expected integer, decision text, reason text, harm text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.bulk_sample(items bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.bulk_sample(items bigint[]) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.calls_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.calls_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.calls_since(artifact text, label text, since interval) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.calls_since(artifact text, label text, since interval) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.check_rules() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.check_rules() TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.check_snapshots() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.check_snapshots() TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.claim(item bigint, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.claim(item bigint, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.claim_next(tier text, queue text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.claim_next(tier text, queue text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.claim_responses(producer text, responses text[], events text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.claim_responses(producer text, responses text[], events text[]) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.classify_incident(incident bigint, traits text[], reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.classify_incident(incident bigint, traits text[], reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.close_alarm(alarm bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.close_alarm(alarm bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.close_delivery(receipt_id bigint, first_at timestamp with time zone, last_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.close_delivery(receipt_id bigint, first_at timestamp with time zone, last_at timestamp with time zone) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.close_incident(incident bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.close_incident(incident bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.close_receipt(receipt_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.close_receipt(receipt_id bigint) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.close_shadow_run(run bigint, fence bigint, comparisons jsonb, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.close_shadow_run(run bigint, fence bigint, comparisons jsonb, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.comment_review(item bigint, words text, mentions text[], channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.comment_review(item bigint, words text, mentions text[], channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.commit_sample(month date, rate numeric, seed_digest bytea, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.commit_sample(month date, rate numeric, seed_digest bytea, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.completeness(days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.completeness(days integer) TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.completeness(days integer) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.confirm_act(confirmation bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.confirm_act(confirmation bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.confirm_fact(fact bigint, answer bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.confirm_fact(fact bigint, answer bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.confirmation_refusal(confirmation bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.confirmation_refusal(confirmation bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.correct_verdict(item bigint, revision bigint, decision text, reason text, harm text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.correct_verdict(item bigint, revision bigint, decision text, reason text, harm text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.count_calls_of_services(receipt_id bigint, batch jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.count_calls_of_services(receipt_id bigint, batch jsonb) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.count_review(tier text, queue text, states text[], due_before timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.count_review(tier text, queue text, states text[], due_before timestamp with time zone) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.data_sources() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.data_sources() TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.data_sources() TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.decide(item bigint, slot integer, fence bigint, decision text, reason text, harm text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.decide(item bigint, slot integer, fence bigint, decision text, reason text, harm text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.decide_tier(policy text, facts_digest text, decision jsonb, engine text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.decide_tier(policy text, facts_digest text, decision jsonb, engine text) TO countersign_gatekeeper;
REVOKE ALL ON FUNCTION countersign.delegate(to_person text, until timestamp with time zone, environment text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.delegate(to_person text, until timestamp with time zone, environment text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.draw_sample(month date, seed bytea, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.draw_sample(month date, seed bytea, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.drop_old_traces(older interval) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.drop_old_traces(older interval) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.end_claims() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.end_claims() TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.end_delegation(delegation bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.end_delegation(delegation bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.end_job(job text, fence bigint, outcome text, detail text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.end_job(job text, fence bigint, outcome text, detail text) TO countersign_ingest;
GRANT ALL ON FUNCTION countersign.end_job(job text, fence bigint, outcome text, detail text) TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.end_traces(producer text, ids bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.end_traces(producer text, ids bytea[]) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.export_reviews(after_item bigint, most integer, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.export_reviews(after_item bigint, most integer, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.fail_shadow_request(run bigint, fence bigint, arm integer, about integer, prompt integer, number integer, outcome text, status integer, words text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.fail_shadow_request(run bigint, fence bigint, arm integer, about integer, prompt integer, number integer, outcome text, status integer, words text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.find_leaf(of_kind text, of_subject text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.find_leaf(of_kind text, of_subject text) TO countersign_sealer;
GRANT ALL ON FUNCTION countersign.find_leaf(of_kind text, of_subject text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.find_leaves(names text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.find_leaves(names text[]) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.first_id_at(moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.first_id_at(moment timestamp with time zone) TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.first_id_at(moment timestamp with time zone) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.flags_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.flags_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.freeze_snapshot(quarter text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.freeze_snapshot(quarter text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.freezing(snapshot bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.freezing(snapshot bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.frozen_facts(snapshot bigint, first integer, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.frozen_facts(snapshot bigint, first integer, most integer) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.grant_right(login text, role text, person text, person_name text, team text, languages text[], reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.grant_right(login text, role text, person text, person_name text, team text, languages text[], reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.hasten_job(name text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.hasten_job(name text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.issue_pack(snapshot bigint, scope text, digest bytea, bytes bigint, signer text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.issue_pack(snapshot bigint, scope text, digest bytea, bytes bigint, signer text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.keep_checkpoint(size bigint, root bytea, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.keep_checkpoint(size bigint, root bytea, note text) TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.keep_shadow_reply(run bigint, fence bigint, arm integer, about integer, prompt integer, number integer, body bytea, finish text, tokens_in bigint, tokens_out bigint, latency_micros bigint, scores jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.keep_shadow_reply(run bigint, fence bigint, arm integer, about integer, prompt integer, number integer, body bytea, finish text, tokens_in bigint, tokens_out bigint, latency_micros bigint, scores jsonb) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.label_review(item bigint, labels jsonb, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.label_review(item bigint, labels jsonb, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.last_seal() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.last_seal() TO countersign_sealer;
GRANT ALL ON FUNCTION countersign.last_seal() TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.lead_log(holder text, lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.lead_log(holder text, lease interval) TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.lead_shadow_run(run bigint, new_limit bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.lead_shadow_run(run bigint, new_limit bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.leaf_hashes(first bigint, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.leaf_hashes(first bigint, most integer) TO countersign_sealer;
GRANT ALL ON FUNCTION countersign.leaf_hashes(first bigint, most integer) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.leave_log(fence bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.leave_log(fence bigint) TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.lineage_edges_among(nodes bigint[], at_level text, moment timestamp with time zone, at_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.lineage_edges_among(nodes bigint[], at_level text, moment timestamp with time zone, at_most integer) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.lineage_facts(nodes bigint[], moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.lineage_facts(nodes bigint[], moment timestamp with time zone) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.lineage_find(namespace text, name text, field text, only_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.lineage_find(namespace text, name text, field text, only_kind text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.lineage_of_version(artifact text, label text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.lineage_of_version(artifact text, label text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.lineage_walk(root bigint, upstream boolean, depth integer, at_level text, moment timestamp with time zone, at_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.lineage_walk(root bigint, upstream boolean, depth integer, at_level text, moment timestamp with time zone, at_most integer) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.link_incident(incident bigint, links jsonb, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.link_incident(incident bigint, links jsonb, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.list_quarters() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.list_quarters() TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.list_seals(after bigint, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.list_seals(after bigint, most integer) TO countersign_sealer;
GRANT ALL ON FUNCTION countersign.list_seals(after bigint, most integer) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.map_category(sent text, category text, weight integer, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.map_category(sent text, category text, weight integer, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.mark_replayed(quarantine_id bigint, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.mark_replayed(quarantine_id bigint, channel text) TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.mark_replayed(quarantine_id bigint, channel text) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.moved(since text, held text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.moved(since text, held text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.my_claims() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.my_claims() TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.need_keys(environment text, needed boolean, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.need_keys(environment text, needed boolean, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.next_shadow_request(run bigint, fence bigint, arm integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.next_shadow_request(run bigint, fence bigint, arm integer) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.note_breaches() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.note_breaches() TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.note_incident(incident bigint, note text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.note_incident(incident bigint, note text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.observed_faults(since interval) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.observed_faults(since interval) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.office() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.office() TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.officer() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.officer() TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.officer() TO countersign_ingest;
GRANT ALL ON FUNCTION countersign.officer() TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.open_delivery(token bytea, scope text, producer text, format text, origin text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.open_delivery(token bytea, scope text, producer text, format text, origin text) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.open_inbox() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.open_inbox() TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.open_incident(title text, description text, traits text[], aware_at timestamp with time zone, happened_at timestamp with time zone, affected integer, links jsonb, ticket text, contract_hours integer, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.open_incident(title text, description text, traits text[], aware_at timestamp with time zone, happened_at timestamp with time zone, affected integer, links jsonb, ticket text, contract_hours integer, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.open_part_inbox() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.open_part_inbox() TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.open_quarantine(quarantine_id bigint, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.open_quarantine(quarantine_id bigint, channel text) TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.open_quarantine(quarantine_id bigint, channel text) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.open_receipt(producer text, format text, origin text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.open_receipt(producer text, format text, origin text) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.open_review(item bigint, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.open_review(item bigint, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.open_shadow_import(artifact_name text, candidate text, baselines text[], metrics jsonb, seed bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.open_shadow_import(artifact_name text, candidate text, baselines text[], metrics jsonb, seed bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.open_shadow_pair(run bigint, prompt integer, arm integer, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.open_shadow_pair(run bigint, prompt integer, arm integer, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.open_shadow_run(artifact_name text, candidate text, versions integer, prompts integer, since interval, metrics jsonb, judges jsonb, seed bigint, cost_limit bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.open_shadow_run(artifact_name text, candidate text, versions integer, prompts integer, since interval, metrics jsonb, judges jsonb, seed bigint, cost_limit bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.open_snapshot(quarter text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.open_snapshot(quarter text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.pause_job(name text, paused boolean, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.pause_job(name text, paused boolean, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.people() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.people() TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.promotion_changes(promotion bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.promotion_changes(promotion bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.promotion_quorum(promotion bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.promotion_quorum(promotion bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.promotion_refusal(promotion bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.promotion_refusal(promotion bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.promotion_requirements(promotion bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.promotion_requirements(promotion bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.quarantine(receipt_id bigint, line bigint, code text, reason text, raw bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.quarantine(receipt_id bigint, line bigint, code text, reason text, raw bytea) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.quarter_difference(earlier text, later text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.quarter_difference(earlier text, later text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.quarter_facts(quarter text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.quarter_facts(quarter text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.quarter_gaps(quarter text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.quarter_gaps(quarter text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.queue_standing(queue text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.queue_standing(queue text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.read_decision(promotion bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.read_decision(promotion bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.read_leaves(first bigint, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.read_leaves(first bigint, most integer) TO countersign_sealer;
GRANT ALL ON FUNCTION countersign.read_leaves(first bigint, most integer) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.read_outcome(generation uuid, item bigint, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.read_outcome(generation uuid, item bigint, channel text) TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.read_outcome(generation uuid, item bigint, channel text) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.record_evaluation(artifact_name text, selector text, suite text, metric text, value double precision, bound double precision, at_least boolean, n integer, report_digest bytea, effective_at timestamp with time zone, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.record_evaluation(artifact_name text, selector text, suite text, metric text, value double precision, bound double precision, at_least boolean, n integer, report_digest bytea, effective_at timestamp with time zone, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.redraw_sample(month date) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.redraw_sample(month date) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.refresh_decision(promotion bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.refresh_decision(promotion bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.refresh_promotion(promotion bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.refresh_promotion(promotion bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.refuse_act(confirmation bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.refuse_act(confirmation bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.register_version(artifact_name text, kind text, team text, owner text, tier text, purpose text, label text, body bytea, message text, parent_label text, source text, pins jsonb, effective_at timestamp with time zone, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.register_version(artifact_name text, kind text, team text, owner text, tier text, purpose text, label text, body bytea, message text, parent_label text, source text, pins jsonb, effective_at timestamp with time zone, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.reject_promotion(promotion bigint, revision bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.reject_promotion(promotion bigint, revision bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.release(item bigint, slot integer, fence bigint, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.release(item bigint, slot integer, fence bigint, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.renew(item bigint, slot integer, fence bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.renew(item bigint, slot integer, fence bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.report_incident(incident bigint, duty text, stage text, reported_at timestamp with time zone, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.report_incident(incident bigint, duty text, stage text, reported_at timestamp with time zone, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.request_promotion(artifact_name text, selector text, environment text, reason text, effective_at timestamp with time zone, channel text, colour text, weight integer, weight_limit integer, shift_until timestamp with time zone, expires_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.request_promotion(artifact_name text, selector text, environment text, reason text, effective_at timestamp with time zone, channel text, colour text, weight integer, weight_limit integer, shift_until timestamp with time zone, expires_at timestamp with time zone) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.resolve(artifact_name text, environment text, key text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.resolve(artifact_name text, environment text, key text) TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.resolve(artifact_name text, environment text, key text) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.retire_artifact(artifact_name text, reason text, channel text, takes_over text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.retire_artifact(artifact_name text, reason text, channel text, takes_over text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.revoke_key(fingerprint text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.revoke_key(fingerprint text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.revoke_producer(name text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.revoke_producer(name text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.revoke_right(login text, role text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.revoke_right(login text, role text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.rollback(artifact_name text, environment text, label text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.rollback(artifact_name text, environment text, label text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.rollback_targets(artifact_name text, environment text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.rollback_targets(artifact_name text, environment text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.rotate_producer(name text, digest bytea, overlap interval, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.rotate_producer(name text, digest bytea, overlap interval, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.rows_without_leaf() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.rows_without_leaf() TO countersign_sealer;
GRANT ALL ON FUNCTION countersign.rows_without_leaf() TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.sample_standing(month date) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.sample_standing(month date) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.schedule() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.schedule() TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.schedule() TO countersign_ingest;
GRANT ALL ON FUNCTION countersign.schedule() TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.schedule_runs(of_job text, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.schedule_runs(of_job text, most integer) TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.schedule_runs(of_job text, most integer) TO countersign_ingest;
GRANT ALL ON FUNCTION countersign.schedule_runs(of_job text, most integer) TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.scores_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.scores_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.seal_leaves(fence bigint, first bigint, hashes bytea, root bytea, frontier bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.seal_leaves(fence bigint, first bigint, hashes bytea, root bytea, frontier bytea) TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.set_as_of(moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.set_as_of(moment timestamp with time zone) TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.set_as_of(moment timestamp with time zone) TO countersign_ingest;
GRANT ALL ON FUNCTION countersign.set_as_of(moment timestamp with time zone) TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.set_fact(artifact_name text, fact_key text, value text, reason text, selector text, effective_at timestamp with time zone, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.set_fact(artifact_name text, fact_key text, value text, reason text, selector text, effective_at timestamp with time zone, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.set_holiday(day date, name text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.set_holiday(day date, name text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.set_label(queue text, key text, kind text, options text[], lowest double precision, highest double precision, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.set_label(queue text, key text, kind text, options text[], lowest double precision, highest double precision, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.set_queue_hours(queue text, days integer[], opens time without time zone, closes time without time zone, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.set_queue_hours(queue text, days integer[], opens time without time zone, closes time without time zone, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.set_shadow_endpoint(artifact_name text, selector text, url text, model text, ceiling text, price_in numeric, price_out numeric, currency text, max_tokens integer, per_minute integer, at_once integer, is_idempotent boolean, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.set_shadow_endpoint(artifact_name text, selector text, url text, model text, ceiling text, price_in numeric, price_out numeric, currency text, max_tokens integer, per_minute integer, at_once integer, is_idempotent boolean, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.shadow_fact(artifact_name text, selector text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.shadow_fact(artifact_name text, selector text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.shadow_pairs(run bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.shadow_pairs(run bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.shadow_standing(run bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.shadow_standing(run bigint) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.shift_traffic(promotion bigint, weight integer, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.shift_traffic(promotion bigint, weight integer, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.sign_promotion(promotion bigint, revision bigint, reason text, channel text, envelope bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.sign_promotion(promotion bigint, revision bigint, reason text, channel text, envelope bytea) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.similar_reviews(item bigint, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.similar_reviews(item bigint, most integer) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.stop(artifact_name text, selector text, environment text, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.stop(artifact_name text, selector text, environment text, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.stop_reach(artifact_name text, selector text, environment text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.stop_reach(artifact_name text, selector text, environment text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.take_inbox(receipt_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.take_inbox(receipt_id bigint) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.take_job(holder text, lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.take_job(holder text, lease interval) TO countersign_ingest;
GRANT ALL ON FUNCTION countersign.take_job(holder text, lease interval) TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.take_leaves(fence bigint, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.take_leaves(fence bigint, most integer) TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign.take_lineage(receipt_id bigint, batch jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.take_lineage(receipt_id bigint, batch jsonb) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.take_over(item bigint, reason text, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.take_over(item bigint, reason text, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.take_parts(receipt_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.take_parts(receipt_id bigint) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.take_quiet_traces(quiet interval, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.take_quiet_traces(quiet interval, most integer) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.tier_questions(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.tier_questions(most integer) TO countersign_gatekeeper;
REVOKE ALL ON FUNCTION countersign.token_holder(digest bytea, scope text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.token_holder(digest bytea, scope text) TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.trust_key(fingerprint text, reason text, until timestamp with time zone, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.trust_key(fingerprint text, reason text, until timestamp with time zone, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.undo_verdict(item bigint, channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.undo_verdict(item bigint, channel text) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.unregistered_models(since interval) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.unregistered_models(since interval) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.untiered() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.untiered() TO countersign_viewer;
GRANT ALL ON FUNCTION countersign.untiered() TO countersign_ingest;
REVOKE ALL ON FUNCTION countersign.values_between(artifact text, kind text, figure text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.values_between(artifact text, kind text, figure text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign.verdicts_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign.verdicts_by_day(artifact text, kind text, since timestamp with time zone, until timestamp with time zone, moment timestamp with time zone) TO countersign_viewer;
REVOKE ALL ON FUNCTION countersign_private.add_shadow_scores(run bigint, arm integer, prompt integer, scores jsonb) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.age_facts(artifact_id bigint, cause text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.age_users(artifact_id bigint, cause text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.agreement_ended(version_id bigint, day date) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.answer_text(generation_id uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.clock() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign_private.clock() TO countersign_viewer;
GRANT ALL ON FUNCTION countersign_private.clock() TO countersign_ingest;
GRANT ALL ON FUNCTION countersign_private.clock() TO countersign_reader;
GRANT ALL ON FUNCTION countersign_private.clock() TO countersign_sealer;
GRANT SELECT ON TABLE countersign_private.tier_decision TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.apply_tier(generation_id uuid, d countersign_private.tier_decision) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.asked_here(item_id bigint, whom text) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign_private.asked_here(item_id bigint, whom text) TO countersign_viewer;
GRANT ALL ON FUNCTION countersign_private.asked_here(item_id bigint, whom text) TO countersign_ingest;
GRANT ALL ON FUNCTION countersign_private.asked_here(item_id bigint, whom text) TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.begin_shadow_run(origin text, candidate_id bigint, baselines bigint[], judges jsonb, metrics jsonb, seed bigint, asked integer, since timestamp with time zone, cost_limit bigint, who text, reason text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.body_fault(kind text, body jsonb) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.body_lines(value jsonb, name text, margin text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.canonical(value jsonb) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.canonical_number(n numeric) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.signing_key TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.change_key(k countersign_private.signing_key, to_state text, until timestamp with time zone, who text, reason text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.change_review(item_id bigint, to_state text, one_more integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.check_envelope(envelope bytea, promotion_id bigint, who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.check_token_words(scopes text[], digest bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.class_rank(class text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.clock_due(aware timestamp with time zone, amount integer, unit text, zone text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.clock_ends(aware timestamp with time zone, amount integer, unit text, zone text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.close_confirmation(confirmation_id bigint, outcome text, who text, reason text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.close_promotion(promotion_id bigint, outcome text, who text, reason text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.decision_text_of(promotion_id bigint) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.delegation TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.delegation_of(who text, environment_key text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.digest_of(words text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.drawn_of(month date, rate numeric, seed bytea, by_then timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.drawn_seed() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.due_of(of_queue text, since timestamp with time zone, spent interval) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.ensure_month(month date) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.expected_rows(query text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.expected_statement(promotion_id bigint, who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.fact_basis(fact_key text, version_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.fact_named(artifact_id bigint, fact_key text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.facts_in_inbox() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.facts_of(ids uuid[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.find_key(fingerprint text) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.shadow_request TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.find_shadow_request(run bigint, arm integer, about integer, prompt integer, number integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.find_version(artifact_name text, selector text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.first_administrator(login text, person text, person_name text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.first_id_at(moment timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.flag_severity(weight smallint, verdict text, score double precision) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.former_targets(artifact_id bigint, environment_key text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.gate_digest(promotion_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.gave_signature_to(giver text, who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.generation_as_json(of_id uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.grant_everything(login text) FROM PUBLIC;
REVOKE ALL ON PROCEDURE countersign_private.guard_facts(IN name regclass) FROM PUBLIC;
REVOKE ALL ON PROCEDURE countersign_private.guard_present(IN name regclass) FROM PUBLIC;
REVOKE ALL ON PROCEDURE countersign_private.guard_spans(IN name regclass) FROM PUBLIC;
REVOKE ALL ON PROCEDURE countersign_private.guard_truncate(IN name regclass) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.has_role(name text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.held_by(artifact_id bigint) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.review_slot TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.held_slot(item_id bigint, slot_no integer, token bigint, who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.hides_scores_from(item_id bigint, who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.hold_log(token bigint) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.shadow_turn TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.hold_shadow_run(of_run bigint, token bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.in_office(who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.incident_facts(starts timestamp with time zone, ends timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.incident_requirement(promotion_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.incident_traits(incident_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.input_changes(promotion_id bigint, since bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.is_as_kept(promotion_id bigint, of_revision bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.is_closed(incident_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.is_list_of(said jsonb, words text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.is_of_team(who text, team text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.is_serious(traits text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.is_tier_policy(body bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.is_waivable(requirement text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.keep_decision_text(promotion_id bigint, of_revision bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.key_fingerprint(public_key bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.known_artifact(artifact_name text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.known_environment(environment_key text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.known_in_inbox() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.known_job(name text) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.activity TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.leaf_of(r countersign_private.activity) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.approval TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.leaf_of(r countersign_private.approval) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.evaluation TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.leaf_of(r countersign_private.evaluation) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.generation TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.leaf_of(r countersign_private.generation) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.pointer TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.leaf_of(r countersign_private.pointer) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.verdict TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.leaf_of(r countersign_private.verdict) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.version TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.leaf_of(r countersign_private.version) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.lease(item_id bigint, slot_no smallint, who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.lease_along(item_id bigint, who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.leaves_now(first bigint, most integer, sealed boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.levenshtein_near(one text, other text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.line_difference(before text[], after text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.lineage_desired(tellers bigint[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.lineage_edge_key(source bigint, target bigint, job bigint, level text, basis text, type text, subtype text, masking boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.lineage_ends(nodes bigint[], at_level text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.lineage_key(kind text, namespace text, name text, field text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.lineage_node_of(version_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.lineage_pins(version_id bigint, on_version_id bigint, since timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.lineage_settle(tellers bigint[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.lineage_step(frontier bigint[], upstream boolean, at_level text, moment timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.link_incident(incident_id bigint, links jsonb, who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.make_login(login text) FROM PUBLIC;
REVOKE ALL ON PROCEDURE countersign_private.make_views(IN name text, IN body text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.mark_world(mark text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.masked_text(generation_id uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.moment() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign_private.moment() TO countersign_viewer;
GRANT ALL ON FUNCTION countersign_private.moment() TO countersign_ingest;
GRANT ALL ON FUNCTION countersign_private.moment() TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.move_fact(fact_id bigint, state text, owner text, due timestamp with time zone, asked_by text, question text, answer bigint, cause text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.needs_key(environment text) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.snapshot TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.newest_snapshot(of_quarter text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.next_due(every interval, at_time time without time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.office_facts(starts timestamp with time zone, ends timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_artifact_state_ages_facts() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_change_of_a_fact() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_change_of_a_leaf() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_change_of_a_span() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_change_of_a_token() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_fact_of_a_frozen_snapshot() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_generations_are_observed() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_lowering_of_a_tier() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_pin_in_lineage() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_pointer_ages_facts() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_pointer_balances() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_review_done() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_revision() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_revision_is_opened() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_signature_for_another() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_signature_of_the_held() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_system_version() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_undone() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_version_ages_facts() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_version_in_lineage() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_version_of_its_kind() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_version_pins() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.on_write_in_the_past() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.open_confirmation(act text, artifact_id bigint, environment text, subject text, words text, who text, reason text, within interval) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.person_has_role(who text, name text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.person_here() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign_private.person_here() TO countersign_viewer;
GRANT ALL ON FUNCTION countersign_private.person_here() TO countersign_ingest;
GRANT ALL ON FUNCTION countersign_private.person_here() TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.pointer_subject(r countersign_private.pointer) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.policy_digest() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.present_only() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign_private.present_only() TO countersign_viewer;
GRANT ALL ON FUNCTION countersign_private.present_only() TO countersign_ingest;
GRANT ALL ON FUNCTION countersign_private.present_only() TO countersign_reader;
GRANT ALL ON FUNCTION countersign_private.present_only() TO countersign_sealer;
REVOKE ALL ON FUNCTION countersign_private.promotion_facts(starts timestamp with time zone, ends timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.quarter_content(starts timestamp with time zone, ends timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.quarter_gaps(starts timestamp with time zone, ends timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.quarter_of(moment timestamp with time zone, zone text, first_month integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.quarter_span(quarter text, zone text, first_month integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.queue_items(items countersign_private.item_to_queue[], arrived timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.quoted(words text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.reach_of_stop(artifact_id bigint, version_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.reasons_in_inbox() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.record_activity(act text, subject_kind text, subject text, reason text, detail jsonb, channel text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.refuse(state text, code text, happened text, because text, remedy text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.refuse_barred(item_id bigint, who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.refuse_if_as_of() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.registry_facts(starts timestamp with time zone, ends timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.require_ingest() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.require_keeper(artifact_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.require_log_reader() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.require_period_reader() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.require_person() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.require_reason(reason text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.require_role(VARIADIC names text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.require_sealer() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.require_shadow_right(artifact_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.require_tier_keeper() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.require_traits(traits text[], contract_hours integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.requirements(promotion_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.requirements_of_facts(promotion_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.review_facts(starts timestamp with time zone, ends timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.reviews_here() FROM PUBLIC;
GRANT ALL ON FUNCTION countersign_private.reviews_here() TO countersign_viewer;
GRANT ALL ON FUNCTION countersign_private.reviews_here() TO countersign_ingest;
GRANT ALL ON FUNCTION countersign_private.reviews_here() TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.rfc3339(moment timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.same_team(one text, other text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.served_between(starts timestamp with time zone, ends timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.serving_requirements(promotion_id bigint) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.shadow_arm TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.shadow_ceiling(a countersign_private.shadow_arm) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.shadow_fact(version_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.shadow_pairs_of(of_run bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.shadow_prompt_body(of_run bigint, of_prompt integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.shadow_requirement(promotion_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.shadow_rule(kind text, better text, margin double precision, n integer, low double precision, high double precision, p double precision) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.shadow_tasks(of_run bigint) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.promotion TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.signatures_needed(p countersign_private.promotion) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.start_clocks(incident_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.state_by_verdicts(item_id bigint, asked integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.stated_facts(starts timestamp with time zone, ends timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.stop_words(stop_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.stopped_by(version_id bigint, environment_key text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.take_artifact(artifact_id bigint) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.confirmation TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.take_confirmation(confirmation_id bigint) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.incident TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.take_incident(incident_id bigint) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.artifact_state TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.take_subject(artifact_name text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.take_turn(promotion_id bigint, read_revision bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.tell_of_act() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.tier_policy() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.tier_policy_version() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.tier_rank(tier text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.touch_artifact(artifact_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.touch_promotion(promotion_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.touch_promotions(version_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.touch_reached(stop_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.traffic_facts(starts timestamp with time zone, ends timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.undo_time() FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.utc(moment timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.version_that_counts(artifact_id bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.visible(words text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.why_excluded(promotion_id bigint, who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.why_not_confirm(confirmation_id bigint, who text) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.why_not_sign(promotion_id bigint, who text) FROM PUBLIC;
GRANT SELECT ON TABLE countersign_private.version_observed TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.why_unapproved(o countersign_private.version_observed) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.without_figures(reasons text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION countersign_private.without_figures(reasons text[]) TO countersign_viewer;
GRANT ALL ON FUNCTION countersign_private.without_figures(reasons text[]) TO countersign_ingest;
GRANT ALL ON FUNCTION countersign_private.without_figures(reasons text[]) TO countersign_reader;
REVOKE ALL ON FUNCTION countersign_private.words_of(generation_id uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION countersign_private.write_verdict(item_id bigint, slot_no integer, who text, token bigint, words text, why text, category text, way text) FROM PUBLIC;
GRANT SELECT ON TABLE countersign.activity TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.alarm TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.alarm_state TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.artifact TO countersign_reader;
GRANT SELECT ON TABLE countersign.alarm TO countersign_viewer;
GRANT SELECT ON TABLE countersign.approval TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.approval_envelope TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.signing_key_state TO countersign_reader;
GRANT SELECT ON TABLE countersign.approval_envelope TO countersign_viewer;
GRANT SELECT ON TABLE countersign.artifact TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.confirmation_state TO countersign_reader;
GRANT SELECT ON TABLE countersign.confirmation TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.decision_text TO countersign_reader;
GRANT SELECT ON TABLE countersign.decision_text TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.delegation_end TO countersign_reader;
GRANT SELECT ON TABLE countersign.delegation TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.dependency TO countersign_reader;
GRANT SELECT ON TABLE countersign.dependency TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.environment TO countersign_reader;
GRANT SELECT ON TABLE countersign.environment TO countersign_viewer;
GRANT SELECT ON TABLE countersign.evaluation TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.fact TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.fact_answer TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.fact_confirmation TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.fact_state TO countersign_reader;
GRANT SELECT ON TABLE countersign.fact TO countersign_viewer;
GRANT SELECT ON TABLE countersign.fact_answer TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.flag TO countersign_reader;
GRANT SELECT ON TABLE countersign.flag TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.flag_category TO countersign_reader;
GRANT SELECT ON TABLE countersign.flag_category TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.generation_tier TO countersign_reader;
GRANT SELECT ON TABLE countersign.generation TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.holiday TO countersign_reader;
GRANT SELECT ON TABLE countersign.holiday TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.incident_act TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.incident_clock TO countersign_reader;
GRANT SELECT ON TABLE countersign.incident TO countersign_viewer;
GRANT SELECT ON TABLE countersign.incident_act TO countersign_viewer;
GRANT SELECT ON TABLE countersign.incident_clock TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.incident_link TO countersign_reader;
GRANT SELECT ON TABLE countersign.incident_link TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.label_schema TO countersign_reader;
GRANT SELECT ON TABLE countersign.label_schema TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.lineage_edge TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.lineage_node TO countersign_reader;
GRANT SELECT ON TABLE countersign.lineage_edge TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.lineage_event TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.lineage_teller TO countersign_reader;
GRANT SELECT ON TABLE countersign.lineage_event TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.lineage_facet TO countersign_reader;
GRANT SELECT ON TABLE countersign.lineage_facet TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.lineage_version TO countersign_reader;
GRANT SELECT ON TABLE countersign.lineage_node TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.lineage_run_state TO countersign_reader;
GRANT SELECT ON TABLE countersign.lineage_run TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.log_checkpoint TO countersign_reader;
GRANT SELECT ON TABLE countersign.log_checkpoint TO countersign_viewer;
GRANT SELECT ON TABLE countersign.log_checkpoint TO countersign_sealer;
GRANT SELECT ON TABLE countersign_private.log_seal TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.log_taking TO countersign_reader;
GRANT SELECT ON TABLE countersign.log_seal TO countersign_viewer;
GRANT SELECT ON TABLE countersign.log_seal TO countersign_sealer;
GRANT SELECT ON TABLE countersign_private.migration TO countersign_reader;
GRANT SELECT ON TABLE countersign.migration TO countersign_viewer;
GRANT SELECT ON TABLE countersign.migration TO countersign_ingest;
GRANT SELECT ON TABLE countersign.migration TO countersign_gatekeeper;
GRANT SELECT ON TABLE countersign.migration TO countersign_sealer;
GRANT SELECT ON TABLE countersign_private.review_outcome TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.review_state TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.kept_outcome TO countersign_reader;
GRANT SELECT ON TABLE countersign.outcome TO countersign_viewer;
GRANT SELECT ON TABLE countersign.outcome TO countersign_ingest;
GRANT SELECT ON TABLE countersign_private.pack TO countersign_reader;
GRANT SELECT ON TABLE countersign.pack TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.person TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.person_login TO countersign_reader;
GRANT SELECT ON TABLE countersign.person TO countersign_viewer;
GRANT SELECT ON TABLE countersign.pointer_move TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.promotion_change TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.promotion_state TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.quorum TO countersign_reader;
GRANT SELECT ON TABLE countersign.promotion TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.quarantine TO countersign_reader;
GRANT SELECT ON TABLE countersign.quarantine TO countersign_viewer;
GRANT SELECT ON TABLE countersign.quarantine TO countersign_ingest;
GRANT SELECT ON TABLE countersign_private.queue TO countersign_reader;
GRANT SELECT ON TABLE countersign.queue TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.queue_hours TO countersign_reader;
GRANT SELECT ON TABLE countersign.queue_hours TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.receipt TO countersign_reader;
GRANT SELECT ON TABLE countersign.receipt TO countersign_viewer;
GRANT SELECT ON TABLE countersign.receipt TO countersign_ingest;
GRANT SELECT ON TABLE countersign_private.retrieval TO countersign_reader;
GRANT SELECT ON TABLE countersign.retrieval TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.review_breach TO countersign_reader;
GRANT SELECT ON TABLE countersign.review_breach TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.review_comment TO countersign_reader;
GRANT SELECT ON TABLE countersign.review_comment TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.review_item TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.review_present TO countersign_reader;
GRANT SELECT ON TABLE countersign.review_item TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.review_label TO countersign_reader;
GRANT SELECT ON TABLE countersign.review_label TO countersign_viewer;
GRANT SELECT ON TABLE countersign.rollout TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.score TO countersign_reader;
GRANT SELECT ON TABLE countersign.score TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.stop TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.stop_state TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.stop_version TO countersign_reader;
GRANT SELECT ON TABLE countersign.serving TO countersign_viewer;
GRANT SELECT ON TABLE countersign.serving TO countersign_ingest;
GRANT SELECT ON TABLE countersign_private.shadow_run TO countersign_reader;
GRANT SELECT ON TABLE countersign.shadow_arm TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.shadow_comparison TO countersign_reader;
GRANT SELECT ON TABLE countersign.shadow_comparison TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.shadow_endpoint TO countersign_reader;
GRANT SELECT ON TABLE countersign.shadow_endpoint TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.shadow_metric TO countersign_reader;
GRANT SELECT ON TABLE countersign.shadow_metric TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.shadow_run_state TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.shadow_sample TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.shadow_verdict TO countersign_reader;
GRANT SELECT ON TABLE countersign.shadow_run TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.signature_rule TO countersign_reader;
GRANT SELECT ON TABLE countersign.signature_rule TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.approval_for TO countersign_reader;
GRANT SELECT ON TABLE countersign.signed_for TO countersign_viewer;
GRANT SELECT ON TABLE countersign.signing_key TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.snapshot_frozen TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.snapshot_signature TO countersign_reader;
GRANT SELECT ON TABLE countersign.snapshot TO countersign_viewer;
GRANT SELECT ON TABLE countersign.stop TO countersign_viewer;
GRANT SELECT ON TABLE countersign.succession TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.team TO countersign_reader;
GRANT SELECT ON TABLE countersign.team TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.tier_lowering TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.tier_lowering_answer TO countersign_reader;
GRANT SELECT ON TABLE countersign.tier_lowering TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.verdict_end TO countersign_reader;
GRANT SELECT ON TABLE countersign.verdict TO countersign_viewer;
GRANT SELECT ON TABLE countersign.version TO countersign_viewer;
GRANT SELECT ON TABLE countersign.version TO countersign_ingest;
GRANT SELECT ON TABLE countersign_private.waiver TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.waiver_state TO countersign_reader;
GRANT SELECT ON TABLE countersign.waiver TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.activity TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.alarm TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.approval TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.approval_envelope TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.artifact TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.confirmation TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.decision_text TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.delegation TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.dependency TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.environment TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.evaluation TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.fact TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.fact_answer TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.flag TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.flag_category TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.generation TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.holiday TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.incident TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.incident_act TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.incident_clock TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.incident_link TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.label_schema TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.lineage_edge TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.lineage_event TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.lineage_facet TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.lineage_node TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.lineage_run TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.log_checkpoint TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.log_checkpoint TO countersign_sealer;
GRANT SELECT ON TABLE countersign_past.log_seal TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.log_seal TO countersign_sealer;
GRANT SELECT ON TABLE countersign_past.outcome TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.outcome TO countersign_ingest;
GRANT SELECT ON TABLE countersign_past.pack TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.person TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.pointer_move TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.promotion TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.quarantine TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.queue TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.queue_hours TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.receipt TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.retrieval TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.review_breach TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.review_comment TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.review_item TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.review_label TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.rollout TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.score TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.serving TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.shadow_arm TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.shadow_comparison TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.shadow_endpoint TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.shadow_metric TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.shadow_run TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.signature_rule TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.signed_for TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.signing_key TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.snapshot TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.stop TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.succession TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.team TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.tier_lowering TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.verdict TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.version TO countersign_viewer;
GRANT SELECT ON TABLE countersign_past.waiver TO countersign_viewer;
GRANT SELECT ON TABLE countersign_private.artifact_turn TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.call_count TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.call_response TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.catalog TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.clock_rule TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.evaluation_latest TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.fact_source TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.flag_category_event TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.generation_content TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.lineage_claim TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.lineage_event_dataset TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.lineage_event_edge TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.log_leader TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.log_leaf TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.log_row TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.low_sample TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.low_sample_draw TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.low_sample_item TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.low_sample_stratum TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.model_seen TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.period_fact TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.producer TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.producer_home TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.producer_token TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.promotion_input TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.promotion_revision TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.review_barred TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.schedule_job TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.schedule_run TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.shadow_failure TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.shadow_reply TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.shadow_score TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.shadow_figure TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.shadow_prompt TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.shadow_prompt_content TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.shadow_reply_content TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.signature_rule_request TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.standing_verdict TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.tier_facts TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.tier_pending TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.trace TO countersign_reader;
GRANT SELECT ON TABLE countersign_private.trace_part TO countersign_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE countersign_owner IN SCHEMA countersign_private GRANT SELECT ON TABLES  TO countersign_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE countersign_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;
