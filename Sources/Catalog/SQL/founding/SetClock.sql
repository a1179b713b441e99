-- The time a demo's catalog lives in.
-- takes    $1 the moment it is now; null: the real time, $2 whether it stands still there
update countersign_private.catalog
set pinned = case when $2::boolean then $1::timestamptz end,
  shift = case when not $2::boolean then $1::timestamptz - clock_timestamp() end;
