-- The leaf of one row, if it is sealed.
-- takes    $1 kind, $2 the row's id
-- returns  the columns of a LogLeaf
select index, kind, subject, hash, metadata, content_holds from countersign.find_leaf($1, $2);
