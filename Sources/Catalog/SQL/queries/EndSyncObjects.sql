-- What a source no longer shows.
-- takes    $1 run, $2 kind, $3 the keys that it still shows, $4 what the keys begin with
-- returns  how many went
select countersign.end_sync_objects($1, $2, $3, $4);
