-- One signature over a set of promotions: one text that holds the text of each, one envelope that states the decision of each.
-- Every rule of each single promotion holds as it stands, and either all of them are signed or none.

set local check_function_bodies = off;

-- The text that was read and signed, as it stood.
create table countersign_private.promotion_batch (
  id bigint generated always as identity primary key,
  person text not null references countersign_private.person,
  body bytea not null,
  digest bytea not null check (digest = sha256(body)),
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.promotion_batch');

create table countersign_private.promotion_batch_approval (
  approval bigint primary key references countersign_private.approval,
  batch bigint not null references countersign_private.promotion_batch,
  recorded_at timestamptz not null default countersign_private.clock()
);
create index on countersign_private.promotion_batch_approval (batch);
call countersign_private.guard_facts('countersign_private.promotion_batch_approval');

-- The promotions of a set, in the order in which they are read and signed.
create function countersign_private.batch_members(promotions bigint[]) returns bigint[] language plpgsql stable as $$
declare
  members constant bigint[] := array(select distinct x from unnest(promotions) x where x is not null order by x);
  unknown bigint := (select x from unnest(members) x where not exists (select from promotion p where p.id = x) limit 1);
  twice text;
begin
  if cardinality(members) not between 2 and 50 then
    perform refuse('CS422', 'batch.size', 'A set has 2 to 50 promotions.', '', 'Sign one with `countersign promote sign`.');
  elsif unknown is not null then
    perform refuse('CS404', 'promotion.unknown', format('There is no promotion %s.', unknown), '', 'Look at `countersign promote list`.');
  end if;
  select a.name || ' in ' || p.environment into twice from unnest(members) x join promotion p on p.id = x
    join version v on v.id = p.version join artifact a on a.id = v.artifact group by a.name, p.environment having count(*) > 1 limit 1;
  if twice is not null then
    perform refuse('CS409', 'batch.place', format('Two of them are for %s.', twice), 'The second would be read beside the first.',
      'Leave one of them out.');
  end if;
  return members;
end $$;

-- The text of a set: what each asks for, then the kept text of each, word for word.
create function countersign_private.batch_text_of(members bigint[]) returns text language sql stable as $$
  select format(E'PROMOTION DECISIONS\n\n%s promotions of the catalog %s, signed as one: all of them, or none.\n\n', cardinality(members),
      countersign_private.visible((select c.name from countersign_private.catalog c)))
    || string_agg(format(E'%s.  promotion %s, revision %s: %s@%s may be served by %s\n    text sha256:%s\n', place, p.id, d.revision,
         countersign_private.visible(a.name), countersign_private.visible(v.label), p.environment, encode(d.digest, 'hex')), '' order by place)
    || string_agg(format(E'\n%s of %s\n\n', place, cardinality(members)) || convert_from(d.body, 'UTF8'), '' order by place)
  from unnest(members) with ordinality x (member, place)
  join countersign_private.promotion p on p.id = member
  join countersign_private.promotion_revision r on r.promotion = p.id
  join countersign_private.decision_text d on d.promotion = p.id and d.revision = r.revision
  join countersign_private.version v on v.id = p.version join countersign_private.artifact a on a.id = v.artifact
$$;

-- What a signer of a set states: the decision of each as it would be stated alone, and the text of all.
create function countersign_private.expected_batch_statement(members bigint[], who text) returns jsonb language sql stable as $$
  select jsonb_build_object('_type', 'https://in-toto.io/Statement/v1', 'predicateType', 'urn:countersign:promotion-decisions:v1',
    'subject', jsonb_agg(x.stated #> '{subject,0}' order by x.place),
    'predicate', jsonb_build_object('catalog', (select c.name from countersign_private.catalog c), 'decision', 'approve', 'signer', who,
      'decisions', jsonb_agg(x.stated -> 'predicate' order by x.place),
      'decision_text', jsonb_build_object('sha256', encode(sha256(convert_to(countersign_private.batch_text_of(members), 'UTF8')), 'hex'))))
  from (select place, countersign_private.expected_statement(member, who) as stated from unnest(members) with ordinality y (member, place)) x
$$;

-- The promotions an envelope states the decisions of; null where it states one decision alone, or nothing that can be read.
create function countersign_private.stated_members(envelope bytea) returns bigint[] language plpgsql immutable as $$
declare stated jsonb;
begin
  stated := convert_from(decode(convert_from(envelope, 'UTF8')::jsonb ->> 'payload', 'base64'), 'UTF8')::jsonb;
  if stated ->> 'predicateType' is distinct from 'urn:countersign:promotion-decisions:v1' then return null; end if;
  return array(select (x ->> 'promotion')::bigint from jsonb_array_elements(stated #> '{predicate,decisions}') x limit 51);
exception when others then
  return null;
end $$;

-- As before; an envelope may state the decisions of a set, if this promotion is of it.
create or replace function countersign_private.check_envelope(envelope bytea, promotion_id bigint, who text) returns bigint language plpgsql stable as $$
declare
  outer_json jsonb;
  stated jsonb;
  members constant bigint[] := stated_members(envelope);
  expected jsonb;
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
  expected := case when members is null then expected_statement(promotion_id, who)
    when promotion_id = any (members) then expected_batch_statement(members, who) end;
  if stated is distinct from expected then
    foreach part in array array['decision_text', 'gate', 'policy', 'revision', 'promotion', 'environment', 'decision', 'signer', 'catalog', 'decisions'] loop
      exit when stated -> 'predicate' -> part is distinct from expected -> 'predicate' -> part;
      part := null;
    end loop;
    perform refuse('CS409', 'promotion.changed', 'What was signed is not what stands here.',
      format('The envelope states another %s.', coalesce(replace(part, '_', ' '), 'subject or kind of statement')), 'Read it again, then sign.');
  end if;
  return k.id;
end $$;

-- Whatever writes it: an envelope over a set is stored for each of the set, in one transaction, or for none.
create function countersign_private.on_envelope_of_a_set() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare missing bigint;
begin
  select m into missing from unnest(stated_members(new.envelope)) m
    where not exists (select from approval_envelope e join approval x on x.id = e.approval where e.digest = new.digest and x.promotion = m) limit 1;
  if missing is not null then
    perform refuse('CS409', 'batch.part', format('The signature is over promotion %s, too, which was not signed with it.', missing), '',
      'Sign the whole set: `countersign promote batch sign`.');
  end if;
  return null;
end $$;
create index on countersign_private.approval_envelope (digest);
create constraint trigger all_of_the_set after insert on countersign_private.approval_envelope
  deferrable initially deferred for each row execute function countersign_private.on_envelope_of_a_set();
alter table countersign_private.approval_envelope enable always trigger all_of_the_set;

-- The text of a set as it is now, with what keeps this person from signing it.
create function countersign.read_batch(promotions bigint[])
returns table (promotion bigint, revision bigint, body text, digest text, refusal text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  members bigint[];
  whole text;
  who text := person_here();
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Promotions are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  members := batch_members(promotions);
  whole := batch_text_of(members);
  return query select x.member, r.revision, whole, encode(sha256(convert_to(whole, 'UTF8')), 'hex'),
      case when who is null then 'This login belongs to no person.' else why_not_sign(x.member, who) end
    from unnest(members) with ordinality x (member, place) join promotion_revision r on r.promotion = x.member order by x.place;
end $$;

-- Signs a set as it was read: `digest` is that of its text, 64 hexadecimal digits, `revisions` are in the order of `promotions`.
create function countersign.sign_batch(promotions bigint[], revisions bigint[], digest text, reason text, channel text default 'sql', envelope bytea default null)
returns table (batch bigint, promotion bigint, signed integer, needed integer, promoted boolean, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('approver');
  members bigint[] := batch_members(promotions);
  whole bytea;
  made bigint;
  one record;
  outcome record;
  line bigint;
  changed text;
  why text;
begin
  perform require_reason(reason);
  if cardinality(promotions) <> cardinality(members) or cardinality(revisions) is distinct from cardinality(promotions) then
    perform refuse('CS422', 'batch.revisions', 'Each promotion of a set is named once, with the revision that was read.', '', 'Read the set again.');
  end if;
  -- In one order for everybody, so that two sets never wait for each other.
  perform take_artifact(x.artifact) from (select distinct v.artifact from countersign_private.promotion p join version v on v.id = p.version
    where p.id = any (members) order by v.artifact) x;
  perform from promotion_revision r where r.promotion = any (members) order by r.promotion for update;
  select string_agg(x.member::text, ', ' order by x.member) into changed
    from unnest(promotions, revisions) x (member, read) join promotion_revision r on r.promotion = x.member
    join promotion_state s on s.promotion = x.member and s.valid_to = 'infinity'
    where r.revision <> x.read or s.state = 'open' and is_as_kept(x.member, r.revision) is not true;
  whole := convert_to(batch_text_of(members), 'UTF8');
  if changed is not null or digest is distinct from encode(sha256(whole), 'hex') then
    perform refuse('CS409', 'promotion.changed', 'What was read is not what stands here.',
      coalesce('Changed since: promotion ' || changed || '.', 'The text of the set has another digest.'), 'Read the set again, then sign.');
  end if;
  select string_agg(format('Promotion %s: %s', x.member, w.why), ' ' order by x.member) into why
    from unnest(members) x (member) cross join lateral (select why_not_sign(x.member, who) as why) w where w.why is not null;
  if why is not null then
    perform refuse('CS403', 'promotion.cannot-sign', left(why, 2000), 'Of a set all are signed, or none.', 'Leave them out, or ask another approver.');
  end if;
  if envelope is not null and stated_members(envelope) is distinct from members then
    perform refuse('CS409', 'promotion.changed', 'What was signed is not what stands here.', 'The envelope states another set.', 'Read the set again, then sign.');
  end if;
  insert into promotion_batch (person, body, digest, reason) values (who, whole, sha256(whole), reason) returning id into made;
  line := record_activity('promotion.sign-batch', 'batch', made::text, reason, jsonb_build_object('promotions', members,
    'decision_text', digest, 'envelope', encode(sha256(envelope), 'hex')), channel);
  for one in select x.member, x.read from unnest(promotions, revisions) x (member, read) order by x.member loop
    select * into outcome from countersign.sign_promotion(one.member, one.read, reason, channel, envelope);
    insert into promotion_batch_approval (approval, batch)
      select x.id, made from approval x where x.promotion = one.member and x.person = who and x.revision = one.read;
    return query select made, one.member, outcome.signed::integer, outcome.needed::integer, outcome.promoted::boolean, line;
  end loop;
end $$;

-- What to use, in fewer steps -----------------------------------------------------------------------------------------------

-- As before: the two colours are looked up with the artifact, and nothing is drawn where one has all.
create or replace function countersign.resolve(artifact_name text, environment text, key text default null)
returns table (state text, version text, digest text, colour text, weight integer, because text, alternative text)
language plpgsql volatile security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  p record;
  total integer;
  share integer;
  chosen bigint;
  stopped bigint;
begin
  if nullif(current_setting('countersign.as_of', true), '') is not null then perform present_only(); end if;
  select y.id, b.version as blue, b.weight as blue_weight, g.version as green, g.weight as green_weight,
    exists (select from stop_state s where s.valid_to = 'infinity' and s.state = 'stopped') as something_is_stopped into p
  from artifact y
  left join pointer b on b.artifact = y.id and b.environment = resolve.environment and b.colour = 'blue' and b.valid_to = 'infinity'
  left join pointer g on g.artifact = y.id and g.environment = resolve.environment and g.colour = 'green' and g.valid_to = 'infinity'
  where y.name = artifact_name;
  if p.id is null then p.id := known_artifact(artifact_name); end if;
  if p.blue is null and p.green is null then
    perform known_environment(environment);
    state := 'nothing';
    because := format('No version of %s is approved for %s.', artifact_name, environment);
    alternative := coalesce('Roll back to ' || (select f.label from former_targets(p.id, resolve.environment) f where f.refusal is null limit 1) || '.',
      'Ask for a promotion.');
    return next;
    return;
  end if;
  total := coalesce(p.blue_weight, 0) + coalesce(p.green_weight, 0);
  if p.green is null then
    chosen := p.blue; colour := 'blue';
  elsif p.blue is null then
    chosen := p.green; colour := 'green';
  else
    share := case when key is null then floor(random() * 100)::integer
      else ('x' || left(encode(sha256(convert_to(artifact_name || '/' || environment || '/' || key, 'UTF8')), 'hex'), 8))::bit(32)::bigint % 100 end;
    chosen := case when share < p.blue_weight then p.blue else p.green end;
    colour := case when share < p.blue_weight then 'blue' else 'green' end;
  end if;
  if p.something_is_stopped then stopped := stopped_by(chosen, environment); end if;
  if stopped is null and total = 100 then
    select v.label, encode(v.digest, 'hex') into version, digest from countersign_private.version v where v.id = chosen;
    state := 'served';
    weight := case colour when 'blue' then p.blue_weight else p.green_weight end;
    return next;
    return;
  end if;
  colour := null;
  state := case when stopped is null then 'weights' else 'stopped' end;
  because := case when stopped is null then format('The weights of %s in %s add up to %s, not to 100.', artifact_name, environment, total)
    else stop_words(stopped) end;
  alternative := coalesce((select 'Roll back to ' || f.label || '.' from former_targets(p.id, resolve.environment) f where f.refusal is null limit 1),
    'No former version can be served: ask for a promotion.');
  return next;
end $$;

drop view countersign.serving;
drop view countersign_past.serving;
-- For serving systems, too. What is stopped is not in it; `total` is what is left of the traffic of its place, and where that is
-- not 100 a part of the calls is to be refused, as `countersign.resolve` refuses it, and not given to the other colour.
call countersign_private.make_views('serving', $$
  select a.name as artifact, a.kind, p.environment, p.colour, v.label, encode(v.digest, 'hex') as digest, p.weight, p.moved_by, p.reason,
    p.effective_at, p.valid_from as recorded_at,
    (select sum(q.weight)::integer from countersign_private.pointer q
     where q.artifact = p.artifact and q.environment = p.environment and {now q} and not exists (
       select from countersign_private.stop_state t join countersign_private.stop x on x.id = t.stop
       where {now t} and t.state = 'stopped' and (x.environment is null or x.environment = q.environment)
         and (x.artifact = q.artifact and x.version is null
           or exists (select from countersign_private.stop_version r where r.stop = x.id and r.version = q.version)))) as total
  from countersign_private.pointer p join countersign_private.version v on v.id = p.version
  join countersign_private.artifact a on a.id = p.artifact
  where {now p} and not exists (
    select from countersign_private.stop_state t join countersign_private.stop x on x.id = t.stop
    where {now t} and t.state = 'stopped' and (x.environment is null or x.environment = p.environment)
      and (x.artifact = p.artifact and x.version is null
        or exists (select from countersign_private.stop_version r where r.stop = x.id and r.version = p.version))) $$);
grant select on countersign.serving, countersign_past.serving to countersign_viewer;
grant select on countersign.serving to countersign_ingest;

-- Reading -------------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('promotion_batch', $$
  select b.id, m.approval, x.promotion, b.person, convert_from(b.body, 'UTF8') as body, encode(b.digest, 'hex') as digest, b.reason, b.recorded_at
  from countersign_private.promotion_batch b join countersign_private.promotion_batch_approval m on m.batch = b.id
  join countersign_private.approval x on x.id = m.approval where {fact b} $$);

grant select on countersign.promotion_batch, countersign_past.promotion_batch to countersign_viewer;
-- Each of these asks for its own role.
grant execute on function
  countersign.read_batch(bigint[]),
  countersign.sign_batch(bigint[], bigint[], text, text, text, bytea)
  to countersign_viewer;
