-- A version that was just registered has no place in the lineage yet, and its row is at hand: its place is made in one go,
-- where before each of its parts was looked up again. Registering is what this is measured by.

create or replace function countersign_private.on_version_in_lineage() returns trigger
language plpgsql as $$
declare
  office text;
  called text;
  place bytea;
  made bigint;
begin
  select 'countersign://' || c.name, case a.kind when 'embedding_index' then 'index' else a.kind end || '/' || a.name || '@' || new.label
    into office, called
    from countersign_private.catalog c, countersign_private.artifact a where a.id = new.artifact;
  place := countersign_private.lineage_key('dataset', office, called, null);
  insert into countersign_private.lineage_node (key, kind, namespace, name) values (place, 'dataset', office, called)
    on conflict do nothing returning id into made;
  -- An event may have told of it before it was registered.
  if made is null then
    select n.id into made from countersign_private.lineage_node n where n.key = place;
  end if;
  insert into countersign_private.lineage_version (version, node) values (new.id, made) on conflict do nothing;
  return null;
end $$;
