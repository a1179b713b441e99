-- Makes an item that waits a gold item, whose answer is known.
-- takes    $1 item, $2 decision, $3 reason, $4 harm, $5 channel
select gold, activity from countersign.know_answer($1, $2, $3, $4, $5);
