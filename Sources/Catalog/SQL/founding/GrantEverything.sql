-- In a catalog of one's own one may do everything but sign for oneself: four eyes count persons.
-- takes    $1 login
select countersign_private.grant_everything($1);
