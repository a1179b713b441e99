-- What this catalog is called, and whether it is a demo.
-- takes    $1 name, $2 'office' or 'demo'
update countersign_private.catalog set name = $1, kind = $2;
