-- Says how a try ended.
-- takes    $1 id, $2 why it was refused again, $3 channel
select countersign.end_replay($1, $2, $3);
