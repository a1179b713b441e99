-- What was done about a request, oldest first.
-- takes    $1 the request
select act, due_at, pack, handed, digest, person, reason, effective_at, recorded_at from request_act where request = $1 order by id;
