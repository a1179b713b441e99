-- Asks that an item of high tier be reviewed as medium.
-- takes    $1 item, $2 reason, $3 channel
select lowering, activity from countersign.ask_lower_item($1, $2, $3);
