-- Hashes of sealed leaves, one after the other.
-- takes    $1 index of the first, $2 how many
-- returns  32 bytes a leaf; null when there is none
select countersign.leaf_hashes($1, $2);
