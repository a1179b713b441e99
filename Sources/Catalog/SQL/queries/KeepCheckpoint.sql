-- Keeps a signed checkpoint.
-- takes    $1 how many leaves, $2 the root, $3 the note
-- returns  its number
select countersign.keep_checkpoint($1, $2, $3);
