-- Writes the hashes of leaves and the root of all up to them.
-- takes    $1 the fence, $2 index of the first, $3 their hashes, $4 the root, $5 the frontier
-- returns  how many leaves are sealed now
select countersign.seal_leaves($1, $2, $3, $4, $5);
