-- Asks for an erasure.
-- takes    $1 keys of subjects, $2 reason, $3 channel
-- returns  its number and that of the activity
select erasure, activity from countersign.ask_erasure($1, $2, $3);
