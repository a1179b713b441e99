-- How many review items a filter has, counted up to 10,001.
-- takes    $1 tier, $2 queue, $3 only mine, $4 states, $5 due before; null: no condition
select count(*) from (
  select from review_item r
  where ($1::text is null or r.tier = $1)
    and ($2::text is null or r.queue = $2)
    and (not $3::boolean or r.id = any (array(select item from countersign.my_claims())))
    and r.state = any ($4::text[])
    and ($4::text[] @> array['done'] or r.state <> 'done')
    and ($5::timestamptz is null or r.due < $5)
  limit 10001) counted;
