-- How many promotions a filter has; counting stops at 10,001.
-- takes    $1 states, $2 artifact
select count(*) from (
  select from promotion p
  where p.state = any ($1::text[]) and ($2::text is null or p.artifact = $2)
  limit 10001) x;
