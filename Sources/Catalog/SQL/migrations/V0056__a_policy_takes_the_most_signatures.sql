-- A policy decides for every tier: it takes as many signatures as the tier that needs most, whatever tier it was given itself.
-- One that does not say what must be met in an environment would let nobody approve anything there, not even its own mending.

create function countersign_private.on_promotion_of_a_gate_policy() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare body bytea;
begin
  select v.body into body from version v join artifact a on a.id = v.artifact where v.id = new.version and a.kind = 'policy';
  if not found or not is_gate_policy(body) then return new; end if;
  if policy_data(body) #> array['gate', 'expected', new.environment] is null then
    perform refuse('CS422', 'policy.no-list', format('This policy does not say what must be met in %s.', new.environment),
      'Every promotion there would be unmet, that of the policy that mends it too.', 'Name the environment under gate.expected in its data.json.');
  end if;
  new.needed := greatest(new.needed, (select max(q.needed) from quorum q where q.environment = new.environment));
  return new;
end $$;
create trigger of_a_gate_policy before insert on countersign_private.promotion for each row execute function countersign_private.on_promotion_of_a_gate_policy();
alter table countersign_private.promotion enable always trigger of_a_gate_policy;

-- A waiver that was granted before the policy in force said that nobody waives it is of no use to any decision.
create function countersign_private.on_decision_that_waives() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare fault text;
begin
  if not new.allow then return new; end if;
  select r.value ->> 'id' into fault from version v cross join lateral jsonb_array_elements(new.requirements) r
    where v.id = new.bundle and r.value ->> 'state' = 'waived' and policy_data(v.body) #> '{gate,never_waived}' ? (r.value ->> 'id') limit 1;
  if fault is not null then
    perform refuse('CS422', 'decision.inconsistent', 'This decision allows what it may not.', format('%s cannot be waived by anybody.', left(fault, 100)),
      'Report this as a fault.');
  end if;
  return new;
end $$;
create trigger of_what_is_waived before insert on countersign_private.gate_decision for each row execute function countersign_private.on_decision_that_waives();
alter table countersign_private.gate_decision enable always trigger of_what_is_waived;
