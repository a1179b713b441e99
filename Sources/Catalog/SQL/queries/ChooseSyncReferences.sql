-- Says which branches and tags of a repository are followed.
-- takes    $1 source, $2 patterns of git, $3 reason, $4 channel
-- returns  the number of the activity; null when that is so already
select countersign.choose_sync_references($1, $2::text[], $3, $4);
