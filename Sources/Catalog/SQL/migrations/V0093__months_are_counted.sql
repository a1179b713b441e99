-- A producer names the time of its events, and every month of them makes tables that stay: one request of one token could make so many
-- that nobody could work any more. Ten years of months are enough for what happened.

create or replace function countersign_private.ensure_month(month date) returns void language plpgsql as $$
declare
  first constant timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
  after constant timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
  name text;
  part text;
  of_class text;
begin
  if to_regclass(format('countersign_private.generation_%s', to_char(month, 'YYYY_MM'))) is not null then return; end if;
  perform from catalog for update;  -- one maker at a time
  -- What happens now always finds its month, however many others there are.
  if month not between (clock() - interval '13 months')::date and (clock() + interval '2 months')::date
    and (select count(*) from pg_inherits i where i.inhparent = 'countersign_private.generation'::regclass) >= 120
  then
    perform refuse('CS422', 'generation.months', format('Events of %s cannot be kept: 120 months have tables already.', to_char(month, 'YYYY-MM')),
      '', 'Mend the time of the event.');
  end if;
  foreach name in array array['generation', 'generation_content', 'flag', 'score', 'retrieval'] loop
    part := format('%s_%s', name, to_char(month, 'YYYY_MM'));
    if exists (select from pg_class c where c.relname = part and c.relnamespace = 'countersign_private'::regnamespace) then continue; end if;
    execute format('create table countersign_private.%I (like countersign_private.%I including defaults including constraints including compression) %s',
      part, name, case when name = 'generation_content' then 'partition by list (class)' else '' end);
    call guard_truncate(format('countersign_private.%I', part)::regclass);
    if name = 'generation_content' then
      execute format('alter table countersign_private.%I alter column body set statistics 0, alter column salt set statistics 0', part);
      foreach of_class in array array['green', 'yellow', 'red', 'unknown', 'rest'] loop
        perform add_content_table(part, of_class);
      end loop;
    end if;
    execute format('alter table countersign_private.%I attach partition countersign_private.%I for values from (%L) to (%L)',
      name, part, first_id_at(first), first_id_at(after));
  end loop;
end $$;
