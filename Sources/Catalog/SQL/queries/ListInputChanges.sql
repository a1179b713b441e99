-- What has changed since somebody signed.
-- takes    $1 promotion
select id, before, after from countersign.promotion_changes($1);
