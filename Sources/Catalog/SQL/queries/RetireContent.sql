-- Removes content that has outlived its rule.
-- takes    $1 how many of each class
-- returns  how many went
select countersign.retire_content($1::integer);
