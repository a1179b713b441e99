-- Opens a new revision of a promotion whose inputs are no longer those that were read.
-- takes    $1 promotion
-- returns  whether it did
select countersign.refresh_promotion($1);
