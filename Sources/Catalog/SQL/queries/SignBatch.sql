-- Signs a set of promotions as it was read.
-- takes    $1 promotions, $2 revisions, $3 digest of the text, $4 reason, $5 channel, $6 envelope (null: by login)
-- returns  a row for each promotion
select batch, promotion, signed, needed, promoted, activity from countersign.sign_batch($1::bigint[], $2::bigint[], $3, $4, $5, $6);
