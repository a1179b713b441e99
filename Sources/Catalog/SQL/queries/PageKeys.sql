-- Keys by fingerprint, after a cursor, with the proofs that they are held.
-- takes    $1 person, $2 states, $3 fingerprint of the last row seen, $4 how many, $5 the only fingerprint
select k.fingerprint, k.public_key, k.person, k.name, k.state, k.trusted_until, k.changed_by, k.reason, k.changed_at, p.envelope, o.catalog
from signing_key k left join signing_key_proof p on p.fingerprint = k.fingerprint
cross join (select x.catalog from countersign.officer() x) o
where ($1::text is null or k.person = $1) and k.state = any ($2::text[]) and ($3::text is null or k.fingerprint > $3)
  and ($5::text is null or k.fingerprint = $5)
order by k.fingerprint
limit $4;
