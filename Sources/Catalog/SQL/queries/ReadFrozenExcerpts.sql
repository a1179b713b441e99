-- Excerpts of a frozen snapshot that somebody of a clearance may read, in the order of the facts.
-- takes    $1 the snapshot, $2 the clearance
select generation, state, coalesce(salt, ''), coalesce(words, '') from countersign.frozen_excerpts($1, $2);
