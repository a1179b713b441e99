-- Asks for a requirement of a promotion to be waived.
-- takes    $1 promotion, $2 requirement, $3 owner, $4 expires at, $5 reason, $6 channel
select waiver, activity from countersign.ask_waiver($1, $2, $3, $4::timestamptz, $5, $6);
