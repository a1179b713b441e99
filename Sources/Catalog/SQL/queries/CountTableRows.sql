-- The statement that counts a table's rows; null when there is no such table.
-- takes    $1 SCHEMA.TABLE
select format('select count(*) from %s', to_regclass($1));
