-- The keys this person can sign with now.
select k.public_key from signing_key k cross join countersign.officer() o
where k.person = o.person and k.state = 'trusted' and k.trusted_until > o.at;
