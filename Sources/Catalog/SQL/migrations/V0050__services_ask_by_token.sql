-- A service asks by its producer's token what became of a generation it waits for, and what it is to use.

set local check_function_bodies = off;

alter table countersign_private.producer_token drop constraint producer_token_scopes_check,
  add constraint producer_token_scopes_check check (scopes <@ array['generations', 'openlineage', 'otlp', 'outcomes', 'resolve'] and cardinality(scopes) > 0);

create or replace function countersign_private.check_token_words(scopes text[], digest bytea) returns void language plpgsql immutable as $$
begin
  if octet_length(digest) is distinct from 32 then
    perform countersign_private.refuse('CS422', 'token.digest', 'A token is kept as a SHA-256.', '', 'Let countersign make the token.');
  end if;
  if scopes is null or cardinality(scopes) = 0 or not scopes <@ array['generations', 'openlineage', 'otlp', 'outcomes', 'resolve'] then
    perform countersign_private.refuse('CS422', 'token.scope', 'A token needs at least one scope that is known.', '',
      'Choose from generations, openlineage, otlp, outcomes, resolve.');
  end if;
end $$;

-- What became of an event of the producer whose token this is; of its own events alone. A state of `pending` while somebody has still
-- to decide or could take a verdict back, `untiered` while no policy has, `not_reviewed` where nobody was asked to.
create function countersign.outcome_of_event(token bytea, producer text, event_id text)
returns table (state text, generation uuid, tier text, item bigint, outcome text, decision text, delivery text, harm text, settled_at timestamptz,
  left_at timestamptz, corrected boolean, masked text)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  holder text;
  g record;
  r record;
begin
  perform require_ingest();
  holder := case when token is null then producer else countersign.token_holder(token, 'outcomes') end;
  select x.id, x.delivery, coalesce(t.tier, x.tier) as tier, coalesce(t.rule, x.tier_rule) as rule, i.id as item into g
    from countersign_private.generation x
    left join review_item i on i.tenant = x.tenant and i.generation = x.id
    left join generation_tier t on t.tenant = x.tenant and t.generation = x.id and t.valid_to = 'infinity'
    where x.event_key = ('x' || encode(substr(sha256(convert_to(holder, 'UTF8') || '\x00'::bytea || convert_to(event_id, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint
      and x.tenant + 0 = 1 and x.producer = holder and x.event_id = outcome_of_event.event_id;
  if not found then
    perform refuse('CS404', 'generation.unknown', format('%s has reported no generation %s.', holder, left(event_id, 200)), '',
      'Report it first, by the event_id that is asked about.');
  end if;
  if g.item is not null then
    select * into r from countersign.read_outcome(null, g.item, 'command');
  end if;
  if g.item is null or r.item_id is null then
    return query select case when g.item is not null then 'pending' when g.rule = 'untiered' then 'untiered' else 'not_reviewed' end,
      g.id, g.tier, g.item, null::text, null::text, g.delivery, null::text, null::timestamptz, null::timestamptz, false, null::text;
    return;
  end if;
  return query select 'left', g.id, g.tier, g.item, r.outcome, r.decision, r.delivery, r.harm, r.settled_at, r.left_at, r.corrected, r.masked;
end $$;

-- What a producer whose token this is uses of an artifact.
create function countersign.resolve_by_token(token bytea, artifact_name text, environment text, key text default null)
returns table (state text, version text, digest text, colour text, weight integer, because text, alternative text)
language plpgsql volatile security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_ingest();
  if token is not null then perform countersign.token_holder(token, 'resolve'); end if;
  return query select * from countersign.resolve(artifact_name, environment, key);
end $$;

grant execute on function countersign.outcome_of_event(bytea, text, text), countersign.resolve_by_token(bytea, text, text, text) to countersign_ingest;
