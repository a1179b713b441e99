-- Hashes of nodes of the tree, for several runs of neighbours at once.
-- takes    $1 the levels, $2 indices of the first, $3 how many of each
-- returns  32 bytes a node, a row a run; null when there is none
select hashes from countersign.tree_nodes($1, $2, $3) order by run;
