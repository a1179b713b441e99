-- Keys by fingerprint, after a cursor.
-- takes    $1 person, $2 states, $3 fingerprint of the last row seen, $4 how many
select k.fingerprint, k.public_key, k.person, k.name, k.state, k.trusted_until, k.changed_by, k.reason, k.changed_at
from signing_key k
where ($1::text is null or k.person = $1) and k.state = any ($2::text[]) and ($3::text is null or k.fingerprint > $3)
order by k.fingerprint
limit $4;
