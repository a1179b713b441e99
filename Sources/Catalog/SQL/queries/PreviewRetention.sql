-- Content that has outlived its rule, by class and month.
-- takes    $1 a rule that does not hold yet, or null
-- returns  the columns of a RetentionReach
select class, month, goes, held, floored from countersign.preview_retention($1);
