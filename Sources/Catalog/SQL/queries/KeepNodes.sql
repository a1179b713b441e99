-- Keeps roots of perfect subtrees, one run of a level.
-- takes    $1 the fence, $2 the level, $3 index of the first, $4 their hashes
select countersign.keep_nodes($1, $2, $3, $4);
