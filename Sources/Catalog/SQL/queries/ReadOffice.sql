-- The figures of the first screen.
-- returns  one row
select at, claimed_by_me, next_of_mine_due, waiting_for_my_signature, to_adjudicate, quarantined, generations, generations_exact,
  generations_last_hour, in_production
from countersign.office();
