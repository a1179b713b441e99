-- Tables whose files may still hold what was removed from them.
-- returns  name, and since when
select relation, since from countersign.rewrites_due();
