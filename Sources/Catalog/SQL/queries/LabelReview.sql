-- Labels an item.
-- takes    $1 item, $2 labels as a JSON object, $3 channel
-- returns  the number of the activity
select countersign.label_review($1, $2::jsonb, $3);
