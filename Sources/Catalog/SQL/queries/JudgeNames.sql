-- Judges whether two linked names are one place.
-- takes    $1 and $2 places, $3 whether, $4 reason, $5 channel
select countersign.judge_alias($1, $2, $3, $4, $5);
