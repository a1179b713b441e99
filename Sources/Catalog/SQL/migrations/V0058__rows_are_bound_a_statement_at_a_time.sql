-- Rows are bound a statement at a time, not one by one: what a promotion was told, or a run compared, comes as many rows at once.

create function countersign_private.on_rows_to_bind() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set bytea_output = 'hex' set intervalstyle = 'postgres' as $$
declare
  f bound_form;
  moment timestamptz;
begin
  -- A statement that inserted nothing.
  if not exists (select from added) then return null; end if;
  select * into f from bound_form x where x.place = tg_table_name order by x.id desc limit 1;
  moment := clock();
  insert into bound_row (form, key, digest, recorded_at)
    select f.id, members_of(n.whole, f.keys), sha256(convert_to(members_of(n.whole, f.columns), 'UTF8')), moment
    from (select to_jsonb(a) as whole from added a offset 0) n;
  return null;
end $$;

-- As before, with a trigger for each statement.
create or replace function countersign_private.bind_rows(place text, keys text[]) returns void language plpgsql
set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set bytea_output = 'hex' set intervalstyle = 'postgres' as $$
declare
  names constant text[] := array(select a.attname::text from pg_attribute a
    where a.attrelid = format('countersign_private.%I', place)::regclass and a.attnum > 0 and not a.attisdropped
      and a.attname not in ('xid', 'valid_to') order by a.attname collate "C");
  made integer;
begin
  insert into bound_form (place, keys, columns) values (place, keys, names) returning id into made;
  perform bind_statements(place);
  execute format('insert into bound_row (form, key, digest, recorded_at)
    select $1, members_of(to_jsonb(t), $2), sha256(convert_to(members_of(to_jsonb(t), $3), ''UTF8'')), clock() from countersign_private.%I t', place)
    using made, keys, names;
end $$;

create function countersign_private.bind_statements(place text) returns void language plpgsql as $$
begin
  execute format('create trigger bound after insert on countersign_private.%I referencing new table as added for each statement execute function countersign_private.on_rows_to_bind()', place);
  execute format('alter table countersign_private.%I enable always trigger bound', place);
end $$;

do $$
declare of_place text;
begin
  for of_place in select distinct f.place from countersign_private.bound_form f order by 1 loop
    execute format('drop trigger bound on countersign_private.%I', of_place);
    perform countersign_private.bind_statements(of_place);
  end loop;
end $$;
drop function countersign_private.on_row_to_bind();

-- More of what the office relies on: which programs may report, where answers are asked for, and which data is how sensitive.
select countersign_private.bind_rows(x.place, string_to_array(x.keys, ' ')) from (values
  ('producer_token', 'id'), ('shadow_endpoint', 'artifact version valid_from'), ('data_class_name', 'class valid_from'),
  ('lineage_class', 'node class is_judgement said_by valid_from')) x (place, keys);
