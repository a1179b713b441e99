-- A figure by day and version, with its sketch.
-- takes    $1 kind, $2 artifact, $3 metric, $4 slice, $5 environment, $6 from, $7 until
select to_char(d.day, 'YYYY-MM-DD'), d.version, d.n, d.total, d.squares, d.buckets::text[], d.counts::text[]
from countersign.figure_days($1, $2, $3, $4, $5, $6::date, $7::date) d;
