-- Begins to look at a source.
-- takes    $1 its name, $2 whether everything is compared
-- returns  the number of the run
select countersign.open_sync($1, $2::boolean);
