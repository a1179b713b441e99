-- The pairs behind one cell of a shadow run's matrix, those first where the candidate is worst: the one that stands `step` places
-- from a prompt, or the first when none is named. No row past either end.
create function countersign.shadow_step(run bigint, arm integer, metric text, prompt integer default null, step integer default 1)
returns table (prompt_there integer, place bigint, of bigint, candidate double precision, baseline double precision)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  with pairs as (
    select b.prompt, c.value as candidate, b.value as baseline, count(*) over () as of,
      row_number() over (order by case m.better when 'higher' then c.value - b.value else b.value - c.value end, b.prompt) as place
    from shadow_figure b
    join shadow_figure c on c.run = b.run and c.arm = 0 and c.prompt = b.prompt and c.metric = b.metric
    join shadow_metric m on m.run = b.run and m.metric = b.metric
    where b.run = shadow_step.run and b.arm = shadow_step.arm and b.metric = shadow_step.metric)
  select p.prompt, p.place, p.of, p.candidate, p.baseline from pairs p
  where p.place = coalesce((select x.place + shadow_step.step from pairs x where x.prompt = shadow_step.prompt), 1)
$$;
grant execute on function countersign.shadow_step(bigint, integer, text, integer, integer) to countersign_viewer;

-- As before; an item whose answer was known is no opinion to agree with.
create or replace function countersign_private.judge_pairs_of(judge text, metric text)
returns table (generation uuid, judged double precision, said double precision) language sql stable as $$
  select s.generation, avg(s.value), avg(x.said)
  from (select l.item, l.person, l.value, row_number() over (partition by l.item, l.person order by l.id desc) as newest
        from review_label l where l.tenant = 1 and l.key = judge_pairs_of.metric) l
  join review_present p on p.tenant = 1 and p.item = l.item and p.state = 'done'
  join counted_item i on i.tenant = 1 and i.id = l.item
  join score s on s.tenant = 1 and s.generation = i.generation and s.judge = judge_pairs_of.judge and s.name = judge_pairs_of.metric and s.value is not null
  cross join lateral (select case jsonb_typeof(l.value) when 'number' then (l.value #>> '{}')::double precision
    else case l.value #>> '{}' when 'pass' then 1 when 'true' then 1 when 'fail' then 0 when 'false' then 0 end end as said) x
  where l.newest = 1 and x.said is not null
  group by s.generation
$$;

-- As before; what is beyond a reader's clearance is no more to be read here than in a review.
create or replace function countersign.open_shadow_pair(run bigint, prompt integer, arm integer, channel text default 'sql')
returns table (key text, data_class text, request bytea, candidate bytea, baseline bytea)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who constant text := require_role('builder', 'reviewer', 'lead', 'auditor');
  class text;
begin
  if not (has_role('reviewer') or has_role('lead') or has_role('auditor')) then
    perform require_shadow_right((select r.artifact from shadow_run r where r.id = run));
  end if;
  select p.data_class into class from shadow_prompt p where p.run = open_shadow_pair.run and p.prompt = open_shadow_pair.prompt;
  if not found then
    perform refuse('CS404', 'shadow.unknown', format('Shadow run %s has no prompt %s.', run, prompt), '', 'Look at `countersign shadow show`.');
  elsif reading_rank(class) > reading_rank(clearance_of(who)) then
    perform refuse('CS403', 'shadow.clearance', format('Prompt %s is beyond your clearance.', prompt), '', 'Ask somebody who may read it.');
  end if;
  perform record_activity('shadow.read', 'shadow', run::text, '', jsonb_build_object('prompt', prompt), channel);
  return query select p.key, p.data_class, shadow_prompt_body(p.run, p.prompt),
    (select c.body from shadow_reply_content c where c.run = p.run and c.arm = 0 and c.about = 0 and c.prompt = p.prompt),
    (select c.body from shadow_reply_content c where c.run = p.run and c.arm = open_shadow_pair.arm and c.about = c.arm and c.prompt = p.prompt)
    from shadow_prompt p where p.run = open_shadow_pair.run and p.prompt = open_shadow_pair.prompt;
end $$;
