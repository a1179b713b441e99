-- Seals in order of their size.
-- takes    $1 only larger than this, $2 how many
-- returns  size and root
select size, root from countersign.list_seals($1, $2);
