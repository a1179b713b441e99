-- The review item of a generation.
-- takes    $1 generation
select id from review_item where generation = $1;
