-- Takes back one's own newest verdict while its time lasts.
-- takes    $1 item, $2 channel
-- returns  the claim that came back, null where another person takes the place, and the number of the activity
select slot, fence, until, activity from countersign.undo_verdict($1, $2);
