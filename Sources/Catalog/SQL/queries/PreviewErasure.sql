-- What an erasure would remove, keep and not reach.
-- takes    $1 keys of subjects, $2 channel
-- returns  the columns of an ErasureReach
select part, place, found, kept, until::text, words from countersign.preview_erasure($1, $2);
