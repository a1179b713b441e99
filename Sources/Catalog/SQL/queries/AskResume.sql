-- Asks for the end of a stop.
-- takes    $1 stop, $2 reason, $3 channel
select confirmation, activity from countersign.ask_resume($1, $2, $3);
