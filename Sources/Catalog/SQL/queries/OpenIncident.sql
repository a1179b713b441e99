-- Opens an incident.
-- takes    $1 title, $2 what happened, $3 traits, $4 aware at, $5 happened at, $6 how many are affected, $7 links as JSON, $8 ticket,
--          $9 hours by contract, $10 channel
select incident, activity from countersign.open_incident($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $9, $10);
