-- Says that a refused line went in.
-- takes    $1 id, $2 channel
select countersign.mark_replayed($1, $2);
