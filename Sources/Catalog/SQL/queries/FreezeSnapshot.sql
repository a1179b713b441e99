-- Signs what a quarter holds; the second person's signature freezes it.
-- takes    $1 the quarter, $2 reason, $3 channel
select snapshot, frozen, facts, digest, asked_by, activity from countersign.freeze_snapshot($1, $2, $3);
