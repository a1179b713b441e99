-- How the sample of a month stands, by stratum.
-- takes    $1 month
select stratum, population, drawn, decided, violations, rate::double precision, seed_digest, seed from countersign.sample_standing($1::date);
