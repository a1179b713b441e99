-- Roles, the two rooms of the database (private tables, public interface), and nothing for anybody else.
-- Roles belong to the whole cluster, so every one may exist already; two migrations may also race to make one.
set local client_min_messages = warning;

do $$
declare name text;
begin
  foreach name in array array[
    'countersign_owner', 'countersign_reader',
    'countersign_viewer', 'countersign_builder', 'countersign_reviewer', 'countersign_approver', 'countersign_lead',
    'countersign_auditor', 'countersign_admin',
    'countersign_ingest', 'countersign_gatekeeper', 'countersign_sealer'] loop
    begin
      execute format('create role %I nologin', name);
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;

  -- Whoever may do anything may look.
  foreach name in array array['builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin'] loop
    if not pg_has_role('countersign_' || name, 'countersign_viewer', 'member') then
      execute format('grant countersign_viewer to countersign_%s', name);
    end if;
  end loop;

  -- The owner hands out group roles for `countersign.grant_right`, and gives its views to the reader.
  foreach name in array array['viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest'] loop
    execute format('grant countersign_%s to countersign_owner with admin option', name);
  end loop;
  grant countersign_reader to countersign_owner;
  execute format('grant countersign_owner to %I', current_user);
exception when unique_violation or sqlstate 'XX000' then
  -- "tuple concurrently updated": the other migration has just granted the same.
  null;
end $$;

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant create, temporary on database %I to countersign_owner', current_database());
  execute format('grant connect on database %I to countersign_viewer, countersign_ingest, countersign_gatekeeper, countersign_sealer', current_database());
end $$;
revoke all on schema public from public;

create extension if not exists btree_gist schema public;

create schema countersign_private authorization countersign_owner;
create schema countersign authorization countersign_owner;
create schema countersign_past authorization countersign_owner;

grant usage on schema countersign, countersign_past
  to countersign_viewer, countersign_ingest, countersign_gatekeeper, countersign_sealer, countersign_reader;
grant usage on schema countersign_private to countersign_reader;
grant create on schema countersign, countersign_past to countersign_reader;

-- Without `in schema`: a grant per schema would not undo what PUBLIC is given by default.
alter default privileges for role countersign_owner revoke execute on functions from public;
alter default privileges for role countersign_owner in schema countersign_private grant select on tables to countersign_reader;

-- Which steps have been taken. Written by the migrator alone.
create table countersign_private.migration (
  number integer primary key,
  name text not null,
  checksum text not null,
  breaking boolean not null,
  applied_at timestamptz not null default clock_timestamp(),
  applied_by text not null default session_user
);
alter table countersign_private.migration owner to countersign_owner;
create view countersign.migration as select number, name, checksum, breaking, applied_at from countersign_private.migration;
alter view countersign.migration owner to countersign_reader;
grant select on countersign_private.migration to countersign_reader;
grant select on countersign.migration to countersign_viewer, countersign_ingest, countersign_gatekeeper, countersign_sealer;
