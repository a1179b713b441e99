-- Asks for a lower tier.
-- takes    $1 artifact, $2 tier, $3 reason, $4 channel
select confirmation, activity from countersign.ask_lower_tier($1, $2, $3, $4);
