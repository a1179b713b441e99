-- What the tier policy lists under `masking` comes covered to everybody until they reveal it: the places that its flags name, or all of
-- the side they were found on when they name none.

set local check_function_bodies = off;

-- The categories whose text is covered. As long as the policy in force has not decided about these facts, whatever it has ever covered.
create function countersign_private.covered_categories(generation_id uuid) returns text[] language plpgsql stable as $$
declare
  in_force constant text := countersign_private.tier_policy();
  found_here constant text[] := array(
    select distinct coalesce(m.category, lower(f.category)) from countersign_private.flag f
    left join countersign_private.flag_category m on m.sent = lower(f.category)
    where f.tenant = 1 and f.generation = generation_id and coalesce(f.verdict, 'flagged') = 'flagged' order by 1);
  of_digest bytea;
  listed text[];
begin
  if in_force is null or found_here = '{}' then return '{}'; end if;
  select sha256(convert_to(f.facts::text, 'UTF8')) into of_digest from countersign_private.facts_of(array[generation_id]) f;
  select d.masking into listed from countersign_private.tier_decision d where d.policy = in_force and d.digest = of_digest;
  if not found then
    listed := array(select distinct c from countersign_private.tier_decision d cross join lateral unnest(d.masking) c where d.policy = in_force);
  end if;
  return array(select c from unnest(found_here) c where c = any (listed));
end $$;

-- One text with these places covered, scalar for scalar, where it begins at this place of the whole.
create function countersign_private.covered_at(words text, places int4multirange, begins integer) returns text language plpgsql immutable as $$
declare
  place int4range;
begin
  for place in select unnest(places * int4multirange(int4range(begins, begins + length(words)))) loop
    words := overlay(words placing regexp_replace(substr(words, lower(place) - begins + 1, upper(place) - lower(place)), '\S', '█', 'g')
      from lower(place) - begins + 1 for upper(place) - lower(place));
  end loop;
  return words;
end $$;

-- Messages with these places of their texts covered, which count from the first text to the last; what tools were asked and have answered
-- is covered as a whole, if at all. What has no shape that places could count in is covered as a whole, too.
create function countersign_private.covered_messages(messages jsonb, places int4multirange, covers_tools boolean) returns jsonb
language plpgsql immutable as $$
declare
  message jsonb;
  part jsonb;
  parts jsonb;
  told jsonb := '[]';
  reached integer := 0;
begin
  if jsonb_typeof(messages) is distinct from 'array' then
    return case when isempty(places) then messages else countersign_private.covered(messages) end;
  end if;
  for message in select value from jsonb_array_elements(messages) loop
    if jsonb_typeof(message -> 'parts') = 'array' then
      parts := '[]';
      for part in select value from jsonb_array_elements(message -> 'parts') loop
        if coalesce(part ->> 'type', 'text') in ('text', 'reasoning') and jsonb_typeof(part -> 'content') = 'string' then
          parts := parts || jsonb_build_array(jsonb_set(part, '{content}', to_jsonb(countersign_private.covered_at(part ->> 'content', places, reached))));
          reached := reached + length(part ->> 'content');
        elsif covers_tools and part ->> 'type' in ('tool_call', 'tool_call_response')
          or not isempty(places) and (jsonb_typeof(part) <> 'object' or coalesce(part ->> 'type', 'text') in ('text', 'reasoning')) then
          parts := parts || jsonb_build_array(countersign_private.covered(part));
        else
          parts := parts || jsonb_build_array(part);
        end if;
      end loop;
      message := jsonb_set(message, '{parts}', parts);
    elsif jsonb_typeof(message -> 'content') = 'string' then
      message := jsonb_set(message, '{content}', to_jsonb(countersign_private.covered_at(message ->> 'content', places, reached)));
      reached := reached + length(message ->> 'content');
    elsif not isempty(places) then
      message := countersign_private.covered(message);
    end if;
    told := told || jsonb_build_array(message);
  end loop;
  return told;
end $$;

create function countersign_private.covered_where_flagged(generation_id uuid, categories text[], document jsonb) returns jsonb language plpgsql stable as $$
declare
  found record;
begin
  for found in
    select f.side, coalesce(range_agg(int4range(s.start, s.stop)) filter (where s.stop > s.start), '{}')
        + case when bool_or(s.start is null) then '{(,)}' else '{}' end::int4multirange as places
    from countersign_private.flag f
    left join countersign_private.flag_category m on m.sent = lower(f.category)
    left join lateral (select greatest((x ->> 'start')::int, 0) as start, (x ->> 'end')::int as stop from jsonb_array_elements(f.spans) x) s on true
    where f.tenant = 1 and f.generation = generation_id and coalesce(f.verdict, 'flagged') = 'flagged'
      and coalesce(m.category, lower(f.category)) = any (categories)
    group by f.side loop
    if found.side in ('input', 'output') and document ? found.side then
      document := jsonb_set(document, array[found.side], countersign_private.covered_messages(document -> found.side, found.places, false));
    elsif found.side in ('tool', 'retrieved') then
      document := document || coalesce((select jsonb_object_agg(k, countersign_private.covered_messages(document -> k, '{}', true))
        from unnest(array['input', 'output']) k where document ? k), '{}');
    end if;
  end loop;
  return document;
end $$;

-- Whether this person has revealed an item to themselves and may still read it so. What is revealed must have been committed before: an
-- act that is taken back shows nothing.
create function countersign_private.has_revealed(item_id bigint, who text) returns boolean language plpgsql stable as $$
begin
  return exists (select from countersign_private.review_reveal r where r.item = item_id and r.person = who
    and r.recorded_at > countersign_private.clock() - countersign_private.reveal_time() and r.xid is distinct from pg_current_xact_id_if_assigned());
end $$;

create or replace function countersign_private.is_covered_for(item_id bigint, generation_id uuid, who text) returns boolean language plpgsql stable as $$
declare
  own constant integer := countersign_private.reading_rank(countersign_private.clearance_of(who));
begin
  if own = 2 or countersign_private.reading_rank(countersign_private.class_of(generation_id)) <= own then return false; end if;
  return not countersign_private.has_revealed(item_id, who);
end $$;

-- The categories that are covered for this person.
create function countersign_private.covered_for(item_id bigint, generation_id uuid, who text) returns text[] language plpgsql stable as $$
declare
  categories constant text[] := countersign_private.covered_categories(generation_id);
begin
  if categories = '{}' or countersign_private.has_revealed(item_id, who) then return '{}'; end if;
  return categories;
end $$;

create or replace function countersign_private.body_for(item_id bigint, generation_id uuid, who text) returns bytea language plpgsql stable as $$
declare
  body constant bytea := (select c.body from countersign_private.generation_content c where c.tenant = 1 and c.id = generation_id);
  categories text[];
begin
  if body is null then return null; end if;
  if countersign_private.is_covered_for(item_id, generation_id, who) then
    return convert_to(countersign_private.covered(convert_from(body, 'UTF8')::jsonb)::text, 'UTF8');
  end if;
  categories := countersign_private.covered_for(item_id, generation_id, who);
  if categories = '{}' then return body; end if;
  return convert_to(countersign_private.covered_where_flagged(generation_id, categories, convert_from(body, 'UTF8')::jsonb)::text, 'UTF8');
end $$;

-- As before; what the policy covers is revealed by the same act.
create or replace function countersign.reveal_review(item bigint, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
#variable_conflict use_variable
declare
  who constant text := require_role('reviewer', 'lead', 'auditor');
  i countersign_private.review_item;
  class text;
  categories text[];
begin
  perform require_reason(reason);
  select * into i from review_item x where x.tenant = 1 and x.id = reveal_review.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif not (has_role('lead') or has_role('auditor'))
    and not exists (select from review_slot s where s.tenant = 1 and s.item = i.id and s.holder = who and (s.state = 'done' or s.lease_until > clock())) then
    perform refuse('CS403', 'review.not-yours', format('You neither hold item %s nor have decided it.', item), '', 'Claim it first.');
  end if;
  categories := covered_for(i.id, i.generation, who);
  if categories = '{}' and not is_covered_for(i.id, i.generation, who) then
    perform refuse('CS409', 'review.not-masked', format('Nothing of item %s is masked for you.', item), '', 'Read it.');
  end if;
  class := class_of(i.generation);
  insert into review_reveal (item, person, class, reason, channel) values (item, who, class, reason, channel);
  return record_activity('review.reveal', 'review', item::text, reason,
    jsonb_build_object('class', class, 'generation', i.generation, 'covered', categories), channel);
end $$;

do $$
declare
  text_now constant text := pg_get_functiondef('countersign.open_review(bigint,text)'::regprocedure);
  before constant text := 'if keeps_attention() then told';
begin
  if strpos(text_now, before) = 0 then raise exception 'open_review does not tell of attention as expected'; end if;
  execute replace(text_now, before, 'told := told || jsonb_build_object(''covered'', covered_for(i.id, i.generation, who),
    ''delivery'', (select g.delivery from generation g where g.tenant = 1 and g.id = i.generation));
  ' || before);
end $$;
