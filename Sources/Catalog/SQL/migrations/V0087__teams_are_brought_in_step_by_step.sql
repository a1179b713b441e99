-- What a team that is brought in has done and what comes next, told by the records alone: nobody ticks anything.

set local check_function_bodies = off;

create function countersign_private.few_names(names text[]) returns text language sql immutable as $$
  select array_to_string(names[1:3], ', ') || case when cardinality(names) > 3 then format(' and %s more', cardinality(names) - 3) else '' end
$$;

-- Who has been given a right last, and by whom.
create function countersign_private.last_grant(persons text[], of_role text, out at timestamptz, out person text) language sql stable as $$
  select a.recorded_at, a.person from countersign_private.activity a
  where a.subject_kind = 'person' and a.subject = any (persons) and a.detail ->> 'role' = of_role and a.act in ('right.grant', 'right.granted')
  order by a.id desc limit 1
$$;

-- The persons of a team, with the AI office's or without, who have a right.
create function countersign_private.able(of_team text, of_role text, with_office boolean) returns text[] language sql stable as $$
  select coalesce(array_agg(p.key order by t.is_office, p.key), '{}')
  from countersign_private.person p join countersign_private.team t on t.key = p.team
  where (p.team = of_team or with_office and t.is_office) and countersign_private.person_has_role(p.key, of_role)
$$;

-- The steps of a team that is known, in order. `state` is done, missing or not_applicable; `fact` says what ticks it or what lacks,
-- `at` and `person` when that was recorded and by whom; `remedy` and `command` say what to do, `screen` names the console's screen for it.
create function countersign_private.onboarding_of(of_team text)
returns table (step integer, key text, title text, state text, fact text, at timestamptz, person text, remedy text, command text, screen text)
language plpgsql stable as $$
#variable_conflict use_column
declare
  -- What the team registers, not retired, and the programs that report for it.
  own constant bigint[] := array(select s.artifact from countersign_private.artifact_state s
    where s.team = of_team and s.valid_to = 'infinity' and not s.retired);
  reporters constant text[] := array(select h.producer from countersign_private.producer_home h where h.team = of_team
    union select y.name from countersign_private.sync_source y where y.team = of_team);
  who text[];
  builders text[];
  needed integer;
  r record;
begin
  select t.name, a.recorded_at, a.person into r from countersign_private.team t
    left join countersign_private.activity a on a.subject_kind = 'team' and a.subject = t.key and a.act = 'team.add'
    where t.key = of_team order by a.id limit 1;
  return query select 1, 'team', 'Team registered', 'done', r.name, r.recorded_at, r.person, '', '', 'people';

  builders := countersign_private.able(of_team, 'builder', false);
  return query select 2, 'builder', 'Somebody builds', case when builders = '{}' then 'missing' else 'done' end,
    case when builders = '{}' then 'Nobody of the team may register versions.' else countersign_private.few_names(builders) end,
    g.at, g.person, case when builders = '{}' then 'Give a login of the team the right of builder.' else '' end,
    format('countersign catalog grant LOGIN builder --person PERSON --team %s --reason TEXT', of_team), 'people'
    from countersign_private.last_grant(builders, 'builder') g;

  who := countersign_private.able(of_team, 'lead', true);
  return query select 3, 'lead', 'Somebody leads', case when who = '{}' then 'missing' else 'done' end,
    case when who = '{}' then 'Neither the team nor the AI office has a lead.' else countersign_private.few_names(who) end,
    g.at, g.person, case when who = '{}' then 'Give a login the right of lead.' else '' end,
    format('countersign catalog grant LOGIN lead --person PERSON --team %s --reason TEXT', of_team), 'people'
    from countersign_private.last_grant(who, 'lead') g;

  who := countersign_private.able(of_team, 'reviewer', true);
  return query select 4, 'reviewer', 'Somebody reviews', case when who = '{}' then 'missing' else 'done' end,
    case when who = '{}' then 'Neither the team nor the AI office has a reviewer.' else countersign_private.few_names(who) end,
    g.at, g.person, case when who = '{}' then 'Give a login the right of reviewer.' else '' end,
    format('countersign catalog grant LOGIN reviewer --person PERSON --team %s --reason TEXT', of_team), 'people'
    from countersign_private.last_grant(who, 'reviewer') g;

  -- As many as production asks for what the team has of the highest tier; who builds for it is not counted.
  select max(q.needed) into needed from countersign_private.quorum q where q.environment = 'production' and q.tier = any (array(
    select coalesce(s.tier, 'medium') from countersign_private.artifact_state s where s.artifact = any (own) and s.valid_to = 'infinity'));
  if needed is null then
    select q.needed into needed from countersign_private.quorum q where q.environment = 'production' and q.tier = 'medium';
  end if;
  who := array(select p.key from countersign_private.person p
    where countersign_private.person_has_role(p.key, 'approver') and p.key <> all (builders) order by p.key);
  return query select 5, 'approver', 'Others approve', case when cardinality(who) >= needed then 'done' else 'missing' end,
    format('%s who build nothing for the team, production needs %s%s', cardinality(who), needed,
      case when who = '{}' then '' else ': ' || countersign_private.few_names(who) end),
    g.at, g.person, case when cardinality(who) >= needed then '' else 'Give somebody who builds nothing for the team the right of approver.' end,
    'countersign catalog grant LOGIN approver --person PERSON --reason TEXT', 'people'
    from countersign_private.last_grant(who, 'approver') g;

  select x.words, x.at, x.person into r from (
    select format('token of %s for %s', t.producer, array_to_string(t.scopes, ', ')) as words, t.recorded_at as at, t.made_by as person
    from countersign_private.producer_token t where t.producer = any (reporters) and t.valid_to > countersign_private.clock()
    union all
    select format('%s is followed, %s', y.name, y.kind), y.recorded_at, y.added_by from countersign_private.sync_source y where y.team = of_team) x
    order by x.at desc limit 1;
  return query select 6, 'producer', 'A program reports for it', case when r.words is null then 'missing' else 'done' end,
    coalesce(r.words, case when reporters = '{}' then 'No program has a token for the team.'
      else format('No token holds: %s.', countersign_private.few_names(reporters)) end), r.at, r.person,
    case when r.words is null then 'Make a token for the service or pipeline of the team, and put it into its setting.' else '' end,
    format('countersign producer add NAME --scope otlp --scope openlineage --team %s --reason TEXT', of_team), 'data-sources';

  -- From the team's own programs, or from others that call what it registers.
  select x.words, x.at into r from (
    select format('%s by %s', c.format, c.producer) as words, c.closed_at as at from unnest(reporters) p (name)
    cross join lateral (select f.producer, f.format, f.closed_at from countersign_private.receipt f where f.producer = p.name and f.taken > 0
      and f.closed_at is not null and f.format not in ('openlineage', 'metrics', 'evaluations', 'flags') order by f.id desc limit 1) c
    union all
    select format('%s@%s called, by %s', v.name, v.label, c.producer), c.at
    from (select a.name, a.kind, n.label from countersign_private.artifact a cross join lateral (
      select y.label from countersign_private.version y where y.artifact = a.id order by y.number desc limit 3) n
      where a.id = any (own) and a.kind in ('model', 'prompt')) v
    cross join lateral (
      (select g.producer, g.at from countersign_private.generation g where v.kind = 'model' and g.tenant = 1 and g.model = v.name
        and g.model_version = v.label order by g.id desc limit 1)
      union all
      (select g.producer, g.at from countersign_private.generation g where v.kind = 'prompt' and g.tenant = 1 and g.prompt = v.name
        and g.prompt_version = v.label order by g.id desc limit 1)) c) x
    order by x.at desc limit 1;
  return query select 7, 'calls', 'Calls arrive', case when r.words is null then 'missing' else 'done' end,
    coalesce('last: ' || r.words, 'No call has come yet.'), r.at, null::text,
    case when r.words is null then 'Point the service''s OpenTelemetry exporter at the daemon.' else '' end,
    'OTEL_EXPORTER_OTLP_ENDPOINT=http://DAEMON:4318 OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer TOKEN" SERVICE', 'data-sources';

  select x.words, x.at into r from (
    select format('runs by %s', c.producer) as words, c.closed_at as at from unnest(reporters) p (name)
    cross join lateral (select f.producer, f.closed_at from countersign_private.receipt f where f.producer = p.name and f.taken > 0
      and f.closed_at is not null and f.format = 'openlineage' order by f.id desc limit 1) c
    union all
    select format('%s@%s is made from %s', a.name, v.label, n.name), c.valid_from
    from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact
    join countersign_private.lineage_version y on y.version = v.id
    cross join lateral (select e.source, e.valid_from from countersign_private.lineage_edge e
      where e.target = y.node and e.level = 'dataset' and e.event is not null and e.valid_to = 'infinity' limit 1) c
    join countersign_private.lineage_node n on n.id = c.source
    where v.artifact = any (own)) x
    order by x.at desc limit 1;
  return query select 8, 'lineage', 'Lineage arrives', case when r.words is null then 'missing' else 'done' end,
    coalesce('last: ' || r.words, 'No run of a pipeline has been told.'), r.at, null::text,
    case when r.words is null then 'Point the pipeline''s OpenLineage transport at the daemon.' else '' end,
    'OPENLINEAGE__TRANSPORT__TYPE=http OPENLINEAGE__TRANSPORT__URL=http://DAEMON:4318 PIPELINE', 'lineage';

  select a.name || '@' || v.label as words, v.recorded_at, v.author, count(*) over () as versions into r
    from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact
    where v.artifact = any (own) and a.kind in ('model', 'prompt', 'chain', 'system') order by v.id desc limit 1;
  return query select 9, 'versions', 'Versions registered', case when r.words is null then 'missing' else 'done' end,
    coalesce(format('%s of models, prompts, chains and systems, last %s', r.versions, r.words), 'No model, prompt or chain is registered.'),
    r.recorded_at, r.author, case when r.words is null then 'Register what the team runs.' else '' end,
    format('countersign registry register NAME FILE --kind prompt --team %s --message TEXT', of_team), 'registry';

  select count(*) as calls, count(distinct (c.name, c.version)) filter (where v.id is null) as strange,
    count(*) filter (where v.id is null) as strange_calls, min(c.name || '@' || c.version) filter (where v.id is null) as example into r
    from (
      select x.name, x.version from (select g.producer, g.model, g.model_version, g.prompt, g.prompt_version
        from countersign_private.generation g where g.tenant = 1 order by g.id desc limit 20000) n
      cross join lateral (values (n.model, n.model_version), (n.prompt, n.prompt_version)) x (name, version)
      where x.name is not null and (n.producer = any (reporters)
        or x.name = any (array(select a.name from countersign_private.artifact a where a.id = any (own))))) c
    left join countersign_private.artifact a on a.name = c.name
    left join countersign_private.version v on v.artifact = a.id and v.label = c.version;
  return query select 10, 'matched', 'Calls match versions',
    case when r.calls = 0 then 'not_applicable' when r.strange > 0 then 'missing' else 'done' end,
    case when r.calls = 0 then 'None of the newest calls is the team''s.'
      when r.strange > 0 then format('%s not registered that %s of the newest calls name, such as %s', r.strange, r.strange_calls, left(r.example, 120))
      else 'all that the newest 20,000 calls name is registered' end,
    null::timestamptz, null::text, case when r.strange > 0 then 'Register them, or mend the name the service reports.' else '' end,
    format('countersign registry register NAME FILE --kind prompt --team %s --label VERSION --message TEXT', of_team), 'registry';

  select count(*) as held, count(*) filter (where s.tier is null) as unsettled, min(a.name) filter (where s.tier is null) as example,
    max(s.valid_from) as at, (array_agg(s.changed_by order by s.valid_from desc))[1] as person into r
    from countersign_private.artifact_state s join countersign_private.artifact a on a.id = s.artifact
    where s.artifact = any (own) and s.valid_to = 'infinity' and a.kind in ('model', 'prompt', 'chain', 'system');
  return query select 11, 'tier', 'Risk tiers settled', case when r.held = 0 then 'not_applicable' when r.unsettled > 0 then 'missing' else 'done' end,
    case when r.held = 0 then 'Nothing is registered that has a tier.'
      when r.unsettled > 0 then format('%s of %s have no tier, such as %s', r.unsettled, r.held, r.example) else format('all %s have one', r.held) end,
    case when r.held > 0 and r.unsettled = 0 then r.at end, case when r.held > 0 and r.unsettled = 0 then r.person end,
    case when r.unsettled > 0 then 'Register the next version with its tier.' else '' end,
    format('countersign registry register %s FILE --kind KIND --team %s --tier TIER --message TEXT', coalesce(r.example, 'NAME'), of_team), 'registry';

  select a.name || '@' || v.label as words, p.valid_from as at, p.moved_by as person into r
    from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact
    left join countersign_private.pointer p on p.version = v.id and p.environment = 'production' and p.valid_to = 'infinity'
    where v.id = countersign_private.tier_policy_version() order by p.valid_from desc limit 1;
  return query select 12, 'review', 'Review in force', case when r.words is null then 'missing' else 'done' end,
    format(case when r.words is null then 'no tier policy is in force, only the first rules; queues %2$s' else '%1$s decides tiers; queues %2$s' end,
      r.words, (select string_agg(q.key, ', ' order by q.team is null, q.key) from countersign_private.queue q where q.team is null or q.team = of_team)),
    r.at, r.person, case when r.words is null then 'Put a tier policy in force.' else '' end,
    'countersign policy activate POLICY@VERSION --to production --reason TEXT', 'policies';

  select count(*) as days, coalesce(sum(greatest(c.counted - c.stored, 0)), 0) as missing, max(c.day) as last, coalesce(sum(c.counted), 0) as counted into r
    from countersign.completeness(7) c
    where exists (select from countersign_private.call_count y where y.producer = any (reporters)) and c.producer = any (reporters);
  return query select 13, 'complete', 'Completeness watched',
    case when r.days = 0 or r.missing > 0 then 'missing' else 'done' end,
    case when r.days = 0 then 'No service of the team counts its own calls.'
      when r.missing > 0 then format('%s of %s calls that services counted within a week never came', r.missing, r.counted)
      else format('all %s calls that services counted within a week are here', r.counted) end,
    null::timestamptz, null::text, case when r.days = 0 then 'Let the service send its metrics too (/v1/metrics).'
      when r.missing > 0 then 'Look where they were lost: the exporter''s queue, sampling, a network.' else '' end,
    'countersign producer list', 'data-sources';

  select m.key as words, m.recorded_at as at, m.made_by as person, count(*) over () as held into r
    from countersign_private.monitor m join countersign_private.monitor_rule y on y.monitor = m.id and y.valid_to = 'infinity' and not y.retired
    where m.artifact = any (own) order by m.id desc limit 1;
  return query select 14, 'monitor', 'A figure is monitored', case when r.words is null then 'missing' else 'done' end,
    case when r.words is null then 'No monitor looks at a figure of the team.' else format('%s, last %s', r.held, r.words) end, r.at, r.person,
    case when r.words is null then 'Set a monitor on a model or prompt of the team.' else '' end,
    'countersign monitor set NAME --artifact ARTIFACT --metric latency --reason TEXT', 'drift';

  select count(*) as told, count(*) filter (where s.state <> 'confirmed') as owed, min(a.name) filter (where s.state <> 'confirmed') as example,
    max(s.valid_from) as at, min(s.due) filter (where s.state = 'asked') as due into r
    from countersign_private.fact_state s join countersign_private.fact f on f.id = s.fact join countersign_private.artifact a on a.id = f.artifact
    where f.artifact = any (own) and s.valid_to = 'infinity';
  return query select 15, 'facts', 'Facts of its forms',
    case when r.owed > 0 then 'missing' when r.told > 0 then 'done' when exists (
      select from countersign_private.artifact a where a.id = any (own) and a.kind = 'system') then 'missing' else 'not_applicable' end,
    case when r.owed > 0 then format('%s of %s asked for, to be confirmed or stale, such as of %s', r.owed, r.told, r.example)
      when r.told > 0 then format('all %s that were asked for are confirmed', r.told) else 'Nothing was asked or stated.' end,
    case when r.told > 0 and r.owed = 0 then r.at end, null::text,
    case when r.owed > 0 then 'Answer them, and let a second person confirm.' else '' end, 'countersign fact owed', 'facts';

  select count(*) as kept, max(q.recorded_at) as at, (array_agg(q.reason order by q.id desc))[1] as words into r
    from countersign_private.quarantine q join countersign_private.receipt f on f.id = q.receipt
    where q.state = 'kept' and f.producer = any (reporters);
  return query select 16, 'quarantine', 'Nothing in quarantine',
    case when r.kept > 0 then 'missing' when reporters = '{}' then 'not_applicable' else 'done' end,
    case when r.kept > 0 then format('%s kept back, the newest: %s', r.kept, left(r.words, 200)) when reporters = '{}' then 'No program reports for it.'
      else 'nothing of its programs was kept back' end, r.at, null::text,
    case when r.kept > 0 then 'Mend what was sent, and replay it.' else '' end, 'countersign quarantine list', 'quarantine';
end $$;

-- What a team has done and what comes next, to whoever reads teams.
create function countersign.onboarding(of_team text)
returns table (step integer, key text, title text, state text, fact text, at timestamptz, person text, remedy text, command text, screen text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Teams are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  perform present_only();
  if not exists (select from countersign_private.team t where t.key = of_team) then
    perform refuse('CS404', 'team.unknown', format('There is no team called %s.', left(coalesce(of_team, ''), 63)), '',
      coalesce('Did you mean ' || (select t.key from countersign_private.team t
        order by levenshtein_near(t.key, coalesce(of_team, '')), t.key limit 1) || '?', 'Add it: countersign catalog add-team.'));
  end if;
  return query select s.step, s.key, s.title, s.state, s.fact, s.at, s.person, case when s.state = 'missing' then s.remedy else '' end,
    case when s.state = 'missing' then s.command else '' end, s.screen from onboarding_of(of_team) s order by s.step;
end $$;

-- The domain teams by how far they are, those that have something to do first.
create function countersign.onboarding_teams()
returns table (team text, name text, done bigint, applicable bigint, next_key text, next_title text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Teams are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  perform present_only();
  return query
    select t.key, t.name, s.done, s.applicable, s.missing[1], s.titles[1]
    from countersign_private.team t
    cross join lateral (
      select count(*) filter (where x.state = 'done') as done, count(*) filter (where x.state <> 'not_applicable') as applicable,
        array_agg(x.key order by x.step) filter (where x.state = 'missing') as missing,
        array_agg(x.title order by x.step) filter (where x.state = 'missing') as titles
      from onboarding_of(t.key) x) s
    where not t.is_office
    order by s.missing is null, s.done desc, t.key;
end $$;

grant execute on function countersign.onboarding(text), countersign.onboarding_teams() to countersign_viewer;
