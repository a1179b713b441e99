-- Mutes a monitor until a moment; one that is past ends the mute.
-- takes    $1 name, $2 until, $3 reason, $4 channel
-- returns  the number of the activity
select countersign.mute_monitor($1, $2::timestamptz, $3, $4);
