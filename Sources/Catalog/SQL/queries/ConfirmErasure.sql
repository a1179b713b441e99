-- Does an erasure that another person asked for.
-- takes    $1 its number, $2 reason, $3 channel
-- returns  the report as JSON
select countersign.confirm_erasure($1, $2, $3);
