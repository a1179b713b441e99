-- What is beyond a reader's clearance comes masked, and revealing it is an act with a reason. How an item was read is kept, if the
-- office wants it, for its reader alone.

set local check_function_bodies = off;

-- Clearance -----------------------------------------------------------------------------------------------------------------

-- Up to which class of data a person reads; the newest of a person holds, and one of nobody for all who have none. Without any: red.
create table countersign_private.clearance (
  id bigint generated always as identity primary key,
  person text references countersign_private.person,
  class text not null check (class in ('green', 'yellow', 'red')),
  reason text not null,
  set_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.clearance (person, id);
call countersign_private.guard_facts('countersign_private.clearance');
select countersign_private.bind_rows('clearance', array['id']);
call countersign_private.make_views('clearance', $$
  select distinct on (c.person) c.person, c.class, c.reason, c.set_by, c.recorded_at
  from countersign_private.clearance c where {fact c} order by c.person, c.id desc $$);
grant select on countersign.clearance, countersign_past.clearance to countersign_viewer;

create function countersign_private.reading_rank(class text) returns integer language sql immutable parallel safe as $$
  select case class when 'green' then 0 when 'red' then 2 else 1 end
$$;

create function countersign_private.clearance_of(who text) returns text language plpgsql stable as $$
begin
  return coalesce(
    (select c.class from countersign_private.clearance c where c.person = who order by c.id desc limit 1),
    (select c.class from countersign_private.clearance c where c.person is null order by c.id desc limit 1), 'red');
end $$;

-- The most sensitive class of what a generation is and was given; what nobody has classed stands as yellow.
create function countersign_private.class_of(generation_id uuid) returns text language plpgsql stable as $$
declare
  own constant text := (select coalesce(g.data_class, 'unknown') from countersign_private.generation g where g.tenant = 1 and g.id = generation_id);
  given constant text := (select coalesce(r.data_class, 'unknown') from countersign_private.retrieval r where r.tenant = 1 and r.generation = generation_id
    order by countersign_private.reading_rank(r.data_class) desc limit 1);
begin
  return case greatest(countersign_private.reading_rank(own), countersign_private.reading_rank(given)) when 2 then 'red'
    when 1 then 'yellow' else 'green' end;
end $$;

-- The same document with every letter of its texts covered: as long as before, so that places in it stay. Words that say what a part is
-- are left.
create function countersign_private.covered(document jsonb) returns jsonb language plpgsql immutable as $$
begin
  return case jsonb_typeof(document)
    when 'object' then (select coalesce(jsonb_object_agg(m.key,
        case when m.key in ('role', 'type', 'modality', 'mime_type', 'finish_reason') then m.value else countersign_private.covered(m.value) end), '{}') from jsonb_each(document) m)
    when 'array' then (select coalesce(jsonb_agg(countersign_private.covered(e.value) order by e.n), '[]') from jsonb_array_elements(document) with ordinality e (value, n))
    when 'string' then to_jsonb(regexp_replace(document #>> '{}', '\S', '█', 'g'))
    when 'number' then '0'
    else document end;
end $$;

-- Says up to which class a person reads, or whoever has no clearance of their own (null); nobody says it of themselves.
create function countersign.set_clearance(person text, class text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
#variable_conflict use_variable
declare
  who constant text := require_role('admin');
begin
  perform require_reason(reason);
  if coalesce(class, '') not in ('green', 'yellow', 'red') then
    perform refuse('CS422', 'clearance.class', 'A clearance is green, yellow or red.', '', 'Choose one of them.');
  elsif person is not null and not exists (select from countersign_private.person p where p.key = set_clearance.person) then
    perform refuse('CS404', 'person.unknown', format('There is no person called %s.', left(person, 63)), '', 'Name one of the people.');
  elsif person = who then
    perform refuse('CS403', 'clearance.own', 'Nobody says what they may read themselves.', '', 'Ask another administrator.');
  end if;
  insert into clearance (person, class, reason, set_by) values (person, class, reason, who);
  return record_activity('clearance.set', 'person', coalesce(person, ''), reason, jsonb_build_object('class', class), channel);
end $$;

-- Revealing -----------------------------------------------------------------------------------------------------------------

create table countersign_private.review_reveal (
  id bigint generated always as identity primary key,
  item bigint not null,
  person text not null references countersign_private.person,
  class text not null,
  reason text not null,
  channel text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.review_reveal (item, person, id);
call countersign_private.guard_facts('countersign_private.review_reveal');
select countersign_private.bind_rows('review_reveal', array['id']);

-- For how long what was revealed is shown to who revealed it.
create function countersign_private.reveal_time() returns interval language sql immutable parallel safe as $$ select interval '1 hour' $$;

-- Whether this person reads an item covered. What is revealed must have been committed before: an act that is taken back shows nothing.
create function countersign_private.is_covered_for(item_id bigint, generation_id uuid, who text) returns boolean language plpgsql stable as $$
declare
  own constant integer := countersign_private.reading_rank(countersign_private.clearance_of(who));
begin
  if own = 2 or countersign_private.reading_rank(countersign_private.class_of(generation_id)) <= own then return false; end if;
  return not exists (select from countersign_private.review_reveal r where r.item = item_id and r.person = who
    and r.recorded_at > countersign_private.clock() - countersign_private.reveal_time() and r.xid is distinct from pg_current_xact_id_if_assigned());
end $$;

-- Content as a person may read it: byte for byte as it is stored, or covered; null when it was erased.
create function countersign_private.body_for(item_id bigint, generation_id uuid, who text) returns bytea language plpgsql stable as $$
declare
  body constant bytea := (select c.body from countersign_private.generation_content c where c.tenant = 1 and c.id = generation_id);
begin
  if body is null or not countersign_private.is_covered_for(item_id, generation_id, who) then return body; end if;
  return convert_to(countersign_private.covered(convert_from(body, 'UTF8')::jsonb)::text, 'UTF8');
end $$;

-- Reveals to oneself what is beyond one's clearance, for an hour; its reviewers who hold it, leads and auditors do. Read it again then.
create function countersign.reveal_review(item bigint, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
#variable_conflict use_variable
declare
  who constant text := require_role('reviewer', 'lead', 'auditor');
  i countersign_private.review_item;
  class text;
begin
  perform require_reason(reason);
  select * into i from review_item x where x.tenant = 1 and x.id = reveal_review.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif not (has_role('lead') or has_role('auditor'))
    and not exists (select from review_slot s where s.tenant = 1 and s.item = i.id and s.holder = who and (s.state = 'done' or s.lease_until > clock())) then
    perform refuse('CS403', 'review.not-yours', format('You neither hold item %s nor have decided it.', item), '', 'Claim it first.');
  elsif not is_covered_for(i.id, i.generation, who) then
    perform refuse('CS409', 'review.not-masked', format('Nothing of item %s is masked for you.', item), '', 'Read it.');
  end if;
  class := class_of(i.generation);
  insert into review_reveal (item, person, class, reason, channel) values (item, who, class, reason, channel);
  return record_activity('review.reveal', 'review', item::text, reason, jsonb_build_object('class', class, 'generation', i.generation), channel);
end $$;

-- Attention -----------------------------------------------------------------------------------------------------------------

-- Whether it is kept how long and how far items were read; the newest holds, and without any it is not.
create table countersign_private.attention_switch (
  id bigint generated always as identity primary key,
  is_on boolean not null,
  reason text not null,
  person text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.attention_switch');
select countersign_private.bind_rows('attention_switch', array['id']);

create function countersign_private.keeps_attention() returns boolean language plpgsql stable as $$
begin
  return coalesce((select s.is_on from countersign_private.attention_switch s order by s.id desc limit 1), false);
end $$;

create function countersign.set_attention(is_on boolean, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
#variable_conflict use_variable
declare
  who constant text := require_role('lead', 'admin');
begin
  perform require_reason(reason);
  insert into attention_switch (is_on, reason, person) values (coalesce(is_on, false), reason, who);
  return record_activity('attention.set', 'catalog', '', reason, jsonb_build_object('on', coalesce(is_on, false)), channel);
end $$;

-- Of each reading that led to a verdict: how many lines were on the screen, of how many, for how long. Its leaf tells nobody whose
-- it is.
create table countersign_private.review_attention (
  id bigint generated always as identity primary key,
  item bigint not null,
  person text not null references countersign_private.person,
  lines_shown integer not null check (lines_shown between 0 and lines),
  lines integer not null check (lines >= 0),
  seconds integer not null check (seconds between 0 and 86400),
  salt bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) check (length(salt) = 32),
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.review_attention');
select countersign_private.bind_rows('review_attention', array['id']);
alter table countersign_private.review_attention enable row level security;
-- No lead, no auditor and no administrator sees another's.
create policy own on countersign_private.review_attention for select to countersign_reader using (person = (select countersign_private.person_here()));
call countersign_private.make_views('review_attention', $$
  select a.item, a.lines_shown, a.lines, a.seconds, a.recorded_at from countersign_private.review_attention a where {fact a} $$);
grant select on countersign.review_attention, countersign_past.review_attention to countersign_viewer;

-- Keeps how one's own item was read; answers whether it was kept: not where the office has not switched it on. It leaves no line of
-- activity, which others would see.
create function countersign.record_attention(item bigint, lines_shown integer, lines integer, seconds integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
#variable_conflict use_variable
declare
  who constant text := require_role('reviewer', 'lead');
begin
  if not keeps_attention() then return false; end if;
  if not exists (select from review_slot s where s.tenant = 1 and s.item = record_attention.item and s.holder = who and (s.state = 'done' or s.lease_until > clock()))
    and not exists (select from verdict v where v.tenant = 1 and v.item = record_attention.item and v.reviewer = who) then
    perform refuse('CS403', 'review.not-yours', format('You neither hold item %s nor have decided it.', item), '', 'Claim it first.');
  end if;
  insert into review_attention (item, person, lines_shown, lines, seconds)
    values (item, who, greatest(0, least(lines_shown, lines)), greatest(0, lines), greatest(0, least(seconds, 86400)));
  return true;
end $$;

-- Reading -------------------------------------------------------------------------------------------------------------------

do $$
declare
  place record;
  text_now text;
begin
  for place in
    select * from (values
      ('countersign.open_review(bigint,text)', '(select c.body from generation_content c where c.tenant = 1 and c.id = i.generation)',
        'body_for(i.id, i.generation, who)'),
      ('countersign.open_review(bigint,text)', 'told := generation_as_json(i.generation);',
        'told := generation_as_json(i.generation);
  if is_covered_for(i.id, i.generation, who) then told := told || jsonb_build_object(''masked'', class_of(i.generation)); end if;
  if keeps_attention() then told := told || ''{"attention": true}''; end if;'),
      ('countersign.export_reviews(bigint,integer,text)', '(select c.body from generation_content c where c.tenant = 1 and c.id = i.generation)',
        'body_for(i.id, i.generation, person_here())')) x (name, before, after) loop
    text_now := pg_get_functiondef(place.name::regprocedure);
    if strpos(text_now, place.before) = 0 then raise exception '% does not read content as expected', place.name; end if;
    execute replace(text_now, place.before, place.after);
  end loop;
end $$;

grant execute on function
  countersign.set_clearance(text, text, text, text),
  countersign.reveal_review(bigint, text, text),
  countersign.set_attention(boolean, text, text),
  countersign.record_attention(bigint, integer, integer, integer)
  to countersign_viewer;
