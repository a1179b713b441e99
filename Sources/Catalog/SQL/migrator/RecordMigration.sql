-- A step was taken.
-- takes    $1 number, $2 name, $3 checksum, $4 breaking
insert into countersign_private.migration (number, name, checksum, breaking) values ($1, $2, $3, $4::boolean);
