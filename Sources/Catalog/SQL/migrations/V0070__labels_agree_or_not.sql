-- What two persons or more said of the same item under one key, each before the item was settled, by the week it was settled. Spans
-- and words are nobody's to compare; of an item whose answer was known nothing is counted.
create function countersign.label_agreement(since timestamptz, until timestamptz, queue text default null)
returns table (week date, item bigint, key text, kind text, said jsonb)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_role('lead', 'auditor', 'admin');
  return query
    select date_trunc('week', o.settled_at at time zone 'UTC')::date, l.item, l.key, s.kind, jsonb_agg(l.value order by l.person)
    from (select distinct on (x.item) x.item, x.settled_at from review_outcome x
      where x.tenant = 1 and x.settled_at >= since and x.settled_at < until order by x.item, x.id) o
    join counted_item c on c.tenant = 1 and c.id = o.item
    join review_present p on p.tenant = 1 and p.item = o.item and p.state = 'done' and (label_agreement.queue is null or p.queue = label_agreement.queue)
    join lateral (select distinct on (x.person, x.key) x.item, x.person, x.key, x.value, x.schema from review_label x
      where x.tenant = 1 and x.item = o.item and x.recorded_at <= o.settled_at order by x.person, x.key, x.id desc) l on true
    join label_schema s on s.id = l.schema and s.kind in ('pass_fail', 'category', 'several', 'number')
    group by o.settled_at, l.item, l.key, s.kind having count(*) > 1 order by 1, 3, 2;
end $$;
grant execute on function countersign.label_agreement(timestamptz, timestamptz, text) to countersign_viewer;
