-- Quarters since the first fact, newest first, with their newest snapshots.
select quarter, starts, ends, is_over, snapshot, state, asked_by, frozen_by, frozen_at, facts, digest, corrects, packs
from countersign.list_quarters();
