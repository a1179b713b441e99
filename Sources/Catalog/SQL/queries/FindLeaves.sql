-- Sealed leaves by their names.
-- takes    $1 names such as approval:12
select index, name, hash, metadata from countersign.find_leaves($1);
