-- A login, unless it is there.
-- takes    $1 login
select countersign_private.make_login($1);
