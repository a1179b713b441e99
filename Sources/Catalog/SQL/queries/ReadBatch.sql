-- The text of a set of promotions, a row for each with why this person cannot sign it.
-- takes    $1 promotions
select promotion, revision, body, digest, refusal from countersign.read_batch($1::bigint[]);
