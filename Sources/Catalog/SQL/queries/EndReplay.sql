-- Says how a try ended.
-- takes    $1 id, $2 receipt, $3 why it was refused again, $4 channel
select countersign.end_replay($1, $2, $3, $4);
