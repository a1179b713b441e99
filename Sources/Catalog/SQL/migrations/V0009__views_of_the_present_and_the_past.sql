-- What people and programs read: views of the same names in two schemas, made from one text each, so that any question can
-- be asked of the present (`countersign`) and of a past moment (`countersign_past`, through countersign.set_as_of).

-- Makes both views. In the text, {now s} stands for "span s holds at the moment", {fact f} for "fact f is recorded by it".
-- The sub-selects matter: they are evaluated once a query, and keep partial indexes usable (present) or keyed (past).
create procedure countersign_private.make_views(name text, body text) language plpgsql as $$
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

-- Office ------------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('team', 'select key, name, is_office from countersign_private.team');
call countersign_private.make_views('environment', 'select key, rank, name from countersign_private.environment');
call countersign_private.make_views('queue', 'select key, tier, name, needed, due_after, lease from countersign_private.queue');
call countersign_private.make_views('person', $$
  select p.key, p.name, p.team, p.languages, array(select l.login from countersign_private.person_login l where l.person = p.key) as logins
  from countersign_private.person p where {fact p} $$);

alter table countersign_private.activity enable row level security;
create policy own_or_overseer on countersign_private.activity for select to countersign_reader using (
  person = (select countersign_private.person_here())
  or (select pg_has_role(session_user, 'countersign_auditor', 'member'))
  or (select pg_has_role(session_user, 'countersign_lead', 'member'))
  or (select pg_has_role(session_user, 'countersign_admin', 'member')));
call countersign_private.make_views('activity', $$
  select a.id, a.recorded_at, a.person, a.login, a.act, a.subject_kind, a.subject, a.reason, a.detail, a.channel
  from countersign_private.activity a where {fact a} $$);

-- Registry ----------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('artifact', $$
  select a.id, a.name, a.kind, s.team, s.owner, s.tier, s.purpose, s.retired,
    (select v.label from countersign_private.version v where v.artifact = a.id and {fact v} order by v.number desc limit 1) as latest,
    (select v.label from countersign_private.pointer p join countersign_private.version v on v.id = p.version
     where p.artifact = a.id and p.environment = 'production' and {now p} order by p.weight desc, p.colour limit 1) as production,
    greatest(s.valid_from, (select max(v.recorded_at) from countersign_private.version v where v.artifact = a.id and {fact v})) as changed_at
  from countersign_private.artifact a join countersign_private.artifact_state s on s.artifact = a.id and {now s} $$);

call countersign_private.make_views('version', $$
  select v.id, a.name as artifact, a.kind, v.number, v.label, encode(v.digest, 'hex') as digest, convert_from(v.body, 'UTF8') as body,
    v.author, v.message, (select p.label from countersign_private.version p where p.id = v.parent) as parent, v.source,
    v.effective_at, v.recorded_at,
    array(select p.environment from countersign_private.pointer p where p.version = v.id and {now p} order by p.environment) as serving
  from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact where {fact v} $$);

call countersign_private.make_views('dependency', $$
  select ua.name as artifact, u.label, ua.kind, da.name as on_artifact, d.label as on_label, da.kind as on_kind, x.role
  from countersign_private.dependency x
  join countersign_private.version u on u.id = x.version join countersign_private.artifact ua on ua.id = u.artifact
  join countersign_private.version d on d.id = x.on_version join countersign_private.artifact da on da.id = d.artifact
  where {fact u} $$);

call countersign_private.make_views('evaluation', $$
  select a.name as artifact, v.label, e.id, e.suite, e.metric, e.value, e.bound, e.at_least, e.n, e.supplied_by, e.effective_at, e.recorded_at
  from countersign_private.evaluation e join countersign_private.version v on v.id = e.version
  join countersign_private.artifact a on a.id = v.artifact where {fact e} $$);

-- What an environment serves: for serving systems, too.
call countersign_private.make_views('serving', $$
  select a.name as artifact, a.kind, p.environment, p.colour, v.label, encode(v.digest, 'hex') as digest, p.weight, p.moved_by, p.reason,
    p.effective_at, p.valid_from as recorded_at
  from countersign_private.pointer p join countersign_private.version v on v.id = p.version
  join countersign_private.artifact a on a.id = p.artifact where {now p} $$);

-- Every move of a pointer, those that were followed by another too.
create view countersign.pointer_move as
  select a.name as artifact, p.environment, p.colour, v.label, p.weight, p.moved_by, p.reason, p.promotion, p.effective_at, p.valid_from as recorded_at
  from countersign_private.pointer p join countersign_private.version v on v.id = p.version
  join countersign_private.artifact a on a.id = p.artifact where (select countersign_private.present_only());
create view countersign_past.pointer_move as
  select a.name as artifact, p.environment, p.colour, v.label, p.weight, p.moved_by, p.reason, p.promotion, p.effective_at, p.valid_from as recorded_at
  from countersign_private.pointer p join countersign_private.version v on v.id = p.version
  join countersign_private.artifact a on a.id = p.artifact where p.valid_from <= (select countersign.as_of());
alter view countersign.pointer_move owner to countersign_reader;
alter view countersign_past.pointer_move owner to countersign_reader;

-- Promotions --------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('promotion', $$
  select p.id, a.name as artifact, a.kind, v.label, encode(v.digest, 'hex') as digest, p.environment, s.state, p.requested_by, p.reason, p.effective_at, p.recorded_at,
    (select count(*) from countersign_private.approval x where x.promotion = p.id and x.approves and x.revision = r.revision and {fact x}) as signed,
    case s.state when 'open' then greatest(p.needed, q.needed) else p.needed end as needed, t.tier, r.revision, s.changed_by, s.valid_from as changed_at
  from countersign_private.promotion p
  join countersign_private.promotion_state s on s.promotion = p.id and {now s}
  cross join lateral (select max(c.revision) as revision from countersign_private.promotion_change c where c.promotion = p.id and {fact c}) r
  join countersign_private.version v on v.id = p.version join countersign_private.artifact a on a.id = v.artifact
  left join countersign_private.artifact_state t on t.artifact = a.id and {now t}
  left join countersign_private.quorum q on q.environment = p.environment and q.tier = coalesce(t.tier, 'high') $$);

call countersign_private.make_views('approval', $$
  select x.id, x.promotion, x.person, x.approves, x.reason, x.channel, x.revision, encode(x.version_digest, 'hex') as version_digest, x.recorded_at
  from countersign_private.approval x where {fact x} $$);

-- Generations -------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('generation', $$
  select g.id, g.producer, g.event_id, g.at, g.recorded_at, g.source, g.operation, g.model, g.model_version, g.prompt, g.prompt_version, g.prompt_id,
    g.service, g.environment, g.conversation, g.language, g.user_facing, g.delivery, g.data_class, g.tier, g.tier_rule, g.tokens_in, g.tokens_out,
    g.cost_micros, g.currency, g.latency_micros, g.marks, encode(g.commitment, 'hex') as commitment
  from countersign_private.generation g where g.tenant = 1 and {fact g} $$);

-- The least id an event of this moment can have: how a period is chosen by index, `id >= first_id_at(…) and id < first_id_at(…)`.
create function countersign.first_id_at(moment timestamptz) returns uuid language sql immutable strict parallel safe as $$
  select (lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

do $$
declare name text;
begin
  foreach name in array array['flag', 'score', 'retrieval'] loop
    call countersign_private.make_views(name, format(
      'select f.* from countersign_private.%I f join countersign_private.generation g on g.tenant = f.tenant and g.id = f.generation
       where f.tenant = 1 and {fact g}', name));
  end loop;
end $$;

-- Review ------------------------------------------------------------------------------------------------------------------

create view countersign.review_item as
  select p.item as id, i.tier, p.queue, p.due, i.arrived_at, i.generation, g.model, g.model_version, i.rule, i.reasons, i.conversation, p.state,
    array(select s.holder from countersign_private.review_slot s where s.tenant = 1 and s.item = i.id and s.state = 'open'
      and s.holder is not null and s.lease_until > (select countersign_private.moment()) order by s.slot) as claimed_by,
    p.decided, i.needed, p.revision
  from countersign_private.review_present p
  join countersign_private.review_item i on i.tenant = p.tenant and i.id = p.item
  join countersign_private.generation g on g.tenant = i.tenant and g.id = i.generation
  where p.tenant = 1 and (select countersign_private.present_only());
-- Leases are of the present only.
create view countersign_past.review_item as
  select s.item as id, i.tier, s.queue, s.due, i.arrived_at, i.generation, g.model, g.model_version, i.rule, i.reasons, i.conversation, s.state,
    '{}'::text[] as claimed_by, s.decided, i.needed, 0::bigint as revision
  from countersign_private.review_state s
  join countersign_private.review_item i on i.tenant = s.tenant and i.id = s.item
  join countersign_private.generation g on g.tenant = i.tenant and g.id = i.generation
  where s.tenant = 1 and tstzrange(s.valid_from, s.valid_to) @> (select countersign.as_of());
alter view countersign.review_item owner to countersign_reader;
alter view countersign_past.review_item owner to countersign_reader;

-- `decision` and the words are concatenated so that no condition on them can become an index condition: what is hidden
-- would otherwise show in the row counts of EXPLAIN ANALYZE.
call countersign_private.make_views('verdict', $$
  select v.id, v.item, v.slot, v.reviewer, v.decision || '' as decision, v.reason || '' as reason, v.harm || '' as harm, v.channel || '' as channel, v.recorded_at
  from countersign_private.verdict v where v.tenant = 1 and {fact v} $$);

-- Ingest ------------------------------------------------------------------------------------------------------------------

create view countersign.receipt as
  select id, producer, format, origin, login, opened_at, closed_at, taken, known, refused from countersign_private.receipt
  where (select countersign_private.present_only());
-- What a receipt had counted is known once it is closed.
create view countersign_past.receipt as
  select r.id, r.producer, r.format, r.origin, r.login, r.opened_at, c.closed_at, c.taken, c.known, c.refused
  from countersign_private.receipt r
  left join countersign_private.receipt c on c.id = r.id and c.closed_at <= (select countersign.as_of())
  where r.opened_at <= (select countersign.as_of());
create view countersign.quarantine as
  select id, receipt, format, origin, line, code, reason, length(raw) as bytes, recorded_at, state, replayed_at from countersign_private.quarantine
  where (select countersign_private.present_only());
create view countersign_past.quarantine as
  select id, receipt, format, origin, line, code, reason, length(raw) as bytes, recorded_at,
    case when replayed_at <= (select countersign.as_of()) then 'replayed' else 'kept' end as state,
    case when replayed_at <= (select countersign.as_of()) then replayed_at end as replayed_at
  from countersign_private.quarantine where recorded_at <= (select countersign.as_of());
alter view countersign.receipt owner to countersign_reader;
alter view countersign_past.receipt owner to countersign_reader;
alter view countersign.quarantine owner to countersign_reader;
alter view countersign_past.quarantine owner to countersign_reader;
