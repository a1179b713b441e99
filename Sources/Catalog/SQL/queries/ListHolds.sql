-- Holds, newest first.
-- takes    $1 ended ones too
-- returns  the columns of a HoldRow
select id, kind, key, reason, placed_by, at, release_asked_by, ended_at from countersign.holds($1::boolean);
