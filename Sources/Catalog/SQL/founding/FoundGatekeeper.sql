-- The program that decides the gates of a catalog of one's own. As the catalog's owner.
-- takes    $1 login
select countersign_private.found_gatekeeper($1);
