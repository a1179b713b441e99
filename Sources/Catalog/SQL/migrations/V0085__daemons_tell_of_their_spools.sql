-- A daemon that keeps a spool tells what waits in it, so that whoever asks whether everything flows in need not ask each daemon.

create table countersign_private.spool_standing (
  -- The machine and the folder: the same spool is the same one after its daemon began again.
  spool text primary key check (length(spool) between 1 and 500 and spool !~ '[[:cntrl:]]'),
  login text not null,
  requests bigint not null check (requests >= 0),
  bytes bigint not null check (bytes >= 0),
  -- When the oldest request came that waits.
  since timestamptz,
  is_full boolean not null,
  told_at timestamptz not null
);
call countersign_private.guard_present('countersign_private.spool_standing');

-- What nobody has told of for a month is no spool any more.
create function countersign.tell_spool(spool text, requests bigint, bytes bigint, since timestamptz, is_full boolean) returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare here constant text := session_user;
begin
  perform require_ingest();
  delete from spool_standing s where s.told_at < clock() - interval '30 days';
  insert into spool_standing as s (spool, login, requests, bytes, since, is_full, told_at)
    values (spool, here, requests, bytes, since, is_full, clock())
    on conflict on constraint spool_standing_pkey do update set login = excluded.login, requests = excluded.requests, bytes = excluded.bytes,
      since = excluded.since, is_full = excluded.is_full, told_at = excluded.told_at;
exception when check_violation or not_null_violation then
  perform refuse('CS422', 'spool.words', 'This cannot be a spool.', '', 'It has a name and counts what waits.');
end $$;

create view countersign.spool_standing as
  select s.spool, s.requests, s.bytes, s.since, s.is_full, s.told_at from countersign_private.spool_standing s
  where (select countersign_private.present_only());
create view countersign_past.spool_standing as
  select s.spool, s.requests, s.bytes, s.since, s.is_full, s.told_at from countersign_private.spool_standing s where false;
alter view countersign.spool_standing owner to countersign_reader;
alter view countersign_past.spool_standing owner to countersign_reader;
grant select on countersign.spool_standing, countersign_past.spool_standing to countersign_viewer;
grant execute on function countersign.tell_spool(text, bigint, bigint, timestamptz, boolean) to countersign_ingest;
