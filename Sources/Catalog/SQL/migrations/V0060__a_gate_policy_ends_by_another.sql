-- One person does not end a gate by retiring its policy: what ends at the end of an act must have been followed by another version.
create function countersign_private.on_policy_ends() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if exists (select from version v join artifact a on a.id = v.artifact where v.id = old.version and a.kind = 'policy' and is_gate_policy(v.body))
     and not exists (select from pointer p where p.artifact = old.artifact and p.environment = old.environment and p.valid_to = 'infinity') then
    perform refuse('CS403', 'policy.moved', 'A policy that decides gates is followed by another version of it, not by nothing.',
      'Ended by one person it would let pass what all others must meet.', 'Ask for a version that asks less: countersign policy activate.');
  end if;
  return null;
end $$;
create constraint trigger not_followed_by_nothing after update on countersign_private.pointer deferrable initially deferred
  for each row when (old.valid_to = 'infinity' and new.valid_to < 'infinity') execute function countersign_private.on_policy_ends();
alter table countersign_private.pointer enable always trigger not_followed_by_nothing;
