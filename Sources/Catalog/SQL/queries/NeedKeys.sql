-- Says whether promotions into an environment need keys; less than before takes two persons.
-- takes    $1 environment, $2 whether, $3 reason, $4 channel
select needs_key, activity from countersign.need_keys($1, $2::boolean, $3, $4);
