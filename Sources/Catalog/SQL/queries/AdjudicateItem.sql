-- Ends what is escalated or disagreed on.
-- takes    $1 item, $2 revision, $3 decision, $4 reason, $5 harm, $6 channel
-- returns  the number of the activity
select countersign.adjudicate($1, $2, $3, $4, $5, $6);
