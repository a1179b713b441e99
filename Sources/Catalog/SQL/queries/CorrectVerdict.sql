-- A new verdict in the place of one's own on an item that is done.
-- takes    $1 item, $2 revision, $3 decision, $4 reason, $5 harm, $6 channel
select state, activity from countersign.correct_verdict($1, $2, $3, $4, $5, $6);
