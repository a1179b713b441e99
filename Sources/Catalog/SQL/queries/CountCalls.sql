-- Generations of a version in the last seven days, at most 10,001.
-- takes    $1 artifact, $2 label
select countersign.calls_since($1, $2, '7 days');
