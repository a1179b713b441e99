-- How many refused lines are kept; counting stops at 10,001.
-- takes    $1 replayed ones too
select count(*) from (select from quarantine where $1::boolean or state = 'kept' limit 10001) x;
