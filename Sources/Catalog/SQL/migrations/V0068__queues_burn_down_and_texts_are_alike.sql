-- How a queue emptied in the last day, and likeness by words and by their parts.

set local check_function_bodies = off;

create index review_item_arrived on countersign_private.review_item (tenant, arrived_at);

-- Of each of the last 24 hours, the oldest first: how many items came to a queue, how many were settled, how many waited at its end.
create function countersign.burn_down(queue text) returns table (hour integer, arrived integer, settled integer, waiting bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
#variable_conflict use_variable
declare
  moment constant timestamptz := clock();
  left_over constant bigint := countersign.count_review(null, queue, array['open', 'escalated', 'disagreed']);
begin
  perform present_only();
  return query
    with came as (
      select 23 - floor(extract(epoch from moment - i.arrived_at) / 3600)::int as h, count(*)::int as n from review_item i
      join review_present p on p.tenant = i.tenant and p.item = i.id and p.queue = burn_down.queue
      where i.tenant = 1 and i.arrived_at > moment - interval '24 hours' and i.arrived_at <= moment group by 1),
    went as (
      select 23 - floor(extract(epoch from moment - x.settled_at) / 3600)::int as h, count(*)::int as n from (
        select distinct on (o.item) o.item, o.settled_at from review_outcome o
        where o.tenant = 1 and o.leaves_at > moment - interval '24 hours' order by o.item, o.id desc) x
      join review_present p on p.tenant = 1 and p.item = x.item and p.queue = burn_down.queue and p.state = 'done'
      where x.settled_at > moment - interval '24 hours' and x.settled_at <= moment group by 1),
    hours as (
      select g.h, coalesce(c.n, 0) as c, coalesce(w.n, 0) as w from generate_series(0, 23) g (h) left join came c on c.h = g.h left join went w on w.h = g.h)
    select x.h, x.c, x.w, greatest(0, left_over - coalesce(sum(x.c - x.w) over (order by x.h rows between 1 following and unbounded following), 0))
    from hours x order by x.h;
end $$;
grant execute on function countersign.burn_down(text) to countersign_viewer;

-- Of two lists, the share of what is in either that is in both.
create function countersign_private.shared_part(one text[], other text[]) returns real language plpgsql immutable as $$
declare
  shared constant integer := cardinality(array(select unnest(one) intersect select unnest(other)));
begin
  return coalesce(shared::real / nullif(cardinality(one) + cardinality(other) - shared, 0), 0);
end $$;

-- The groups of three characters in words, with their beginnings and ends: what is spelt or bent otherwise shares most of them.
create function countersign_private.trigrams_of(words text[]) returns text[] language plpgsql immutable as $$
begin
  return array(select distinct substr('  ' || w || ' ', n, 3) from unnest(words) w cross join generate_series(1, length(w) + 1) n);
end $$;

-- As before; the 50 that share most words are compared by the parts of their words too, and the likeness is the mean of both.
create or replace function countersign.similar_reviews(item bigint, most integer default 10)
returns table (id bigint, likeness real, decision text, reason text, decided_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
#variable_conflict use_variable
declare
  g countersign_private.generation;
  own text[];
  own_parts text[];
begin
  perform present_only();
  if not (has_role('reviewer') or has_role('lead') or has_role('auditor')) then perform require_role('reviewer', 'lead', 'auditor'); end if;
  select x.* into g from review_item i join generation x on x.tenant = i.tenant and x.id = i.generation where i.tenant = 1 and i.id = similar_reviews.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  end if;
  own := words_of(g.id);
  own_parts := trigrams_of(own);
  return query
    with past as materialized (
      select y.id, words_of(y.generation) as words from review_item y join generation o on o.tenant = 1 and o.id = y.generation
      join review_present p on p.tenant = 1 and p.item = y.id and p.state = 'done'
      where y.tenant = 1 and y.id <> similar_reviews.item and o.model = g.model and o.prompt is not distinct from g.prompt
      order by y.id desc limit 300),
    near as materialized (select p.id, p.words, shared_part(own, p.words) as share from past p order by share desc, p.id desc limit 50),
    alike as materialized (select n.id, ((n.share + shared_part(own_parts, trigrams_of(n.words))) / 2)::real as share from near n)
    select x.id, x.share, v.decision, v.reason, v.recorded_at from alike x
    cross join lateral (select z.decision, z.reason, z.recorded_at from standing_verdict z where z.tenant = 1 and z.item = x.id
      order by z.slot = 0 desc, z.id desc limit 1) v
    where x.share > 0.1 order by x.share desc, x.id desc limit least(most, 50);
end $$;
