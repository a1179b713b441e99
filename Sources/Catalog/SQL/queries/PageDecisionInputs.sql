-- What engines were told, oldest first, after a cursor: for running another bundle over it.
-- takes    $1 time of the last row seen, $2 its id, $3 least time, $4 how many
select decision_id, recorded_at, artifact, label, environment, allow, requirements, input from gate_decision
where ($1::timestamptz is null or (recorded_at, decision_id) > ($1::timestamptz, $2::uuid)) and recorded_at >= $3::timestamptz
order by recorded_at, decision_id limit $4;
