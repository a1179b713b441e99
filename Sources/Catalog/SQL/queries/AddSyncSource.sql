-- Begins to follow a source.
-- takes    $1 name, $2 kind, $3 address, $4 team, $5 reason, $6 channel, $7 owner or null
-- returns  the number of the activity; null when it is followed already
select countersign.add_sync_source($1, $2, $3, $4, $5, $6, $7);
