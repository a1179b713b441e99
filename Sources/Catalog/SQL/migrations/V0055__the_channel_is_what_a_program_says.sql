-- A login that may act by a screen may act by SQL, with any words: the server cannot tell one client from another. So the channel
-- of an act is what the program said of itself, no rule asks for it, and it is written where the record is described.
do $$
declare t regclass;
begin
  for t in
    select a.attrelid::regclass from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('countersign', 'countersign_past', 'countersign_private') and c.relkind in ('r', 'v', 'p') and a.attname = 'channel' and a.attnum > 0
  loop
    execute format('comment on column %s.channel is %L', t,
      'By what way the act came: screen, command or sql, as the program said of itself. The server cannot check it, and no rule rests on it.');
  end loop;
end $$;
