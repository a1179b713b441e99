-- Figures about an artifact's versions, newest first.
-- takes    $1 artifact, $2 label (null: all)
select label, suite, metric, value, bound, at_least, n, supplied_by, effective_at from evaluation where artifact = $1 and ($2::text is null or label = $2) order by id desc limit 500;
