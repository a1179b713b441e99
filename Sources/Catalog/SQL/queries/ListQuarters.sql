-- Quarters since the first fact, newest first, with their newest snapshots, and the zone their borders are days in.
select q.quarter, q.starts, q.ends, q.is_over, q.snapshot, q.state, q.asked_by, q.frozen_by, q.frozen_at, q.facts, q.digest, q.corrects, q.packs,
  coalesce((select s.zone from snapshot s where s.id = q.snapshot), countersign.office_zone())
from countersign.list_quarters() q;
