-- Begins a new revision when the text no longer says what is so; answers the revision that holds.
-- takes    $1 promotion
select countersign.refresh_decision($1);
