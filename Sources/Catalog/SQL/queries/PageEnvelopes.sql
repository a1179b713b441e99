-- Signed envelopes with what they should state, after a cursor.
-- takes    $1 promotion (null: of all), $2 number of the last row seen, $3 how many
select e.approval, e.promotion, e.revision, e.person, e.fingerprint, e.public_key, e.key_person, e.envelope, e.recorded_at, e.trusted_by,
  d.body, d.digest, d.gate_digest, d.policy_digest, p.artifact, p.label, p.digest, p.environment, o.catalog, v.body, b.body, k.envelope
from approval_envelope e
join decision_text d on d.promotion = e.promotion and d.revision = e.revision
join promotion p on p.id = e.promotion
join version v on v.artifact = p.artifact and v.label = p.label
left join promotion_batch b on b.approval = e.approval
left join signing_key_proof k on k.fingerprint = e.fingerprint
cross join (select x.catalog from countersign.officer() x) o
where ($1::bigint is null or e.promotion = $1) and ($2::bigint is null or e.approval > $2)
order by e.approval
limit $3;
