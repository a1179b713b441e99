-- Reveals to this person what is masked of an item, at their next reading.
-- takes    $1 item, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.reveal_review($1, $2, $3);
