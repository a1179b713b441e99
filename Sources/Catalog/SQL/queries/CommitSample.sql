-- Commits to a sample of a month of the low tier.
-- takes    $1 month, $2 rate, $3 digest of the seed, $4 reason, $5 channel
-- returns  the number of the activity
select countersign.commit_sample($1::date, $2::numeric, decode($3, 'hex'), $4, $5);
