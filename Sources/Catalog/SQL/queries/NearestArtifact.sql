-- The name nearest to one that is not known.
-- takes    $1 name
select a.name from artifact a
order by abs(length(a.name) - length($1)) + (select count(*) from regexp_split_to_table(left(lower($1), 80), '') c where position(c in lower(a.name)) = 0)
  - case when left(lower(a.name), 3) = left(lower($1), 3) then 3 else 0 end, a.name
limit 1;
