-- Lets a program report.
-- takes    $1 name, $2 scopes, $3 SHA-256 of its token, $4 team, $5 reason, $6 channel
-- returns  the number of the activity
select countersign.add_producer($1, $2::text[], $3::bytea, $4, $5, $6);
