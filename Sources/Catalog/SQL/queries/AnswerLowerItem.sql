-- Grants or refuses it, as a second person.
-- takes    $1 lowering, $2 granted, $3 reason, $4 channel
-- returns  the number of the activity
select countersign.answer_lower_item($1, $2::boolean, $3, $4);
