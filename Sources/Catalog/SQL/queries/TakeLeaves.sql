-- Gives places to what became visible since the last time; the next leaves to be hashed, in order.
-- takes    $1 the fence, $2 how many
-- returns  the columns of a TakenLeaf
select index, metadata from countersign.take_leaves($1, $2);
