-- What was refused, newest first, before a cursor.
-- takes    $1 id of the last row seen, $2 how many, $3 replayed ones too
select id, format, origin, line, code, reason, recorded_at, state, bytes from quarantine where ($1::bigint is null or id < $1) and ($3::boolean or state = 'kept') order by id desc limit $2;
