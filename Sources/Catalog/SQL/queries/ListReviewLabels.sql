-- The labels of an item that this person may see.
-- takes    $1 item
select person, key, value from review_label where item = $1 order by key, person;
