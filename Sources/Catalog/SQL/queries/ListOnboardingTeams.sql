-- The domain teams by how far they are, those that have something to do first.
select team, name, done, applicable, next_key, next_title from countersign.onboarding_teams();
