-- Sealed leaves, each with what its row says now.
-- takes    $1 index of the first, $2 how many
-- returns  the columns of a LogLeaf
select index, kind, subject, hash, metadata, content_holds from countersign.read_leaves($1, $2);
