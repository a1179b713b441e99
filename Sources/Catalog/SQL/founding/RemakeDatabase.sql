-- Empties the database: schemas of the catalog with all that is in them.
drop schema if exists countersign_past, countersign, countersign_private cascade;
drop extension if exists btree_gist;
