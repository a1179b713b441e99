-- Ends a look at a source.
-- takes    $1 run, $2 outcome, $3 seen, $4 added, $5 changed, $6 gone, $7 refused, $8 detail
select countersign.close_sync($1, $2, $3, $4, $5, $6, $7, $8);
