-- Whoever looks at a list learns that something in it has changed, and asks again. Nothing here says more than a kind.

-- Every act leaves a row of activity, so that one trigger tells of all: with the kind of what it was about, never which, by
-- whom or how. Reviews and what comes in are not told of: a commit that notifies waits for every other one that does, and
-- those come in crowds. Who listens asks moved() for them. What was only read has changed nothing.
create function countersign_private.tell_of_act() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform pg_notify('countersign_changed', new.subject_kind);
  return null;
end $$;
create trigger tell_of_act after insert on countersign_private.activity for each row
  when (new.subject_kind not in ('review', 'quarantine', 'schedule') and new.act not like '%.read')
  execute function countersign_private.tell_of_act();
alter table countersign_private.activity enable always trigger tell_of_act;

-- Kinds of what has become visible since an earlier answer, whose `until` and `holds` are handed back; none the first time.
-- `since` is a snapshot: what a slow transaction wrote is found when it ends, whatever has come in between. `holds` stands for
-- the slots that are claimed at the moment: it is another one as soon as somebody claims, renews, puts back or lapses.
create function countersign.moved(since text default null, held text default null)
returns table (until text, holds text, kinds text[])
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  with earlier as materialized (
    select pg_snapshot_xmax(since::pg_snapshot) as edge, array(select pg_snapshot_xip(since::pg_snapshot)) as open),
  held_now as materialized (
    select coalesce(md5(string_agg(s.item || ' ' || s.slot || ' ' || s.fence || ' ' || s.lease_until, ',' order by s.item, s.slot)), '') as mark
    from review_slot s where s.tenant = 1 and s.state = 'open' and s.holder is not null and s.lease_until > countersign_private.clock())
  select pg_current_snapshot()::text, h.mark, array(
    select a.subject_kind from activity a where a.xid >= (select edge from earlier) and a.act not like '%.read'
    union
    select a.subject_kind from activity a where a.xid = any ((select open from earlier)::xid8[]) and a.act not like '%.read'
    union
    select 'review' where held is distinct from h.mark and held is not null
    union
    select 'generation' where exists (select from generation g where g.tenant = 1 and g.xid >= (select edge from earlier))
      or exists (select from generation g where g.tenant = 1 and g.xid = any ((select open from earlier)::xid8[]))
    union
    select 'lineage' where exists (select from lineage_event e where e.xid >= (select edge from earlier))
      or exists (select from lineage_event e where e.xid = any ((select open from earlier)::xid8[])))
  from held_now h
$$;
grant execute on function countersign.moved(text, text) to countersign_viewer;
