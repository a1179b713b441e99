-- Who sits at this login, and where.
-- returns  login, person, name, team, roles, catalog, is_demo, at
select login, person, name, team, roles, catalog, is_demo, at from countersign.officer();
