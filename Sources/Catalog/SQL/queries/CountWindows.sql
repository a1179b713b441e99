-- The windows a rule would have had, of days that are past.
-- takes    $1 kind, $2 artifact, $3 metric, $4 slice, $5 environment, $6 calls a window, $7 from, $8 until
select w.number, w.calls, w.hits, coalesce(w.buckets::text[], '{}'), coalesce(w.counts::text[], '{}'), w.at
from countersign.count_windows($1, $2, $3, $4, $5, $6, $7::date, $8::date) w;
