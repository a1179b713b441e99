-- What became of an alias that was to be set.
-- takes    $1 run, $2 order, $3 whether it is set, $4 words
select countersign.answer_alias_order($1, $2, $3::boolean, $4);
