-- The first administrator of a catalog, made by its owner.
-- takes    $1 login, $2 person, $3 person's name
select countersign_private.first_administrator($1, $2, $3);
