-- Records that a duty was answered.
-- takes    $1 the incident, $2 duty, $3 stage, $4 when, $5 reason, $6 channel
select countersign.report_incident($1, $2, $3, $4, $5, $6);
