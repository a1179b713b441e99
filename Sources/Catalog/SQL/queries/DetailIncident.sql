-- Says what became known of an incident since it was opened.
-- takes    $1 the incident, $2 how many are affected, $3 a ticket elsewhere, $4 why, $5 the channel
select countersign.detail_incident($1, $2, $3, $4, $5);
