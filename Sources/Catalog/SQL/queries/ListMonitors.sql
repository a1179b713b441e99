-- Monitors by name, with what they saw last.
-- takes    $1 only of this artifact (null: all), $2 only this one (null: all), $3 retired ones too
select key, kind, artifact, environment, metric, slice, rule, statistic, direction, to_char(reference_from, 'YYYY-MM-DD'), to_char(reference_until, 'YYYY-MM-DD'),
  minimal, warning, alarm, tolerance, level, window_days, objective, threshold, period, window_calls, retired, changed_by, reason, changed_at,
  slot, n_reference, n_window, value, log_evidence, verdict, fleet, called, words, looked_at, muted_until, muted_by, muted_because, open_alarm
from monitor where ($1::text is null or artifact = $1) and ($2::text is null or key = $2) and ($3::boolean or not retired) order by key limit 5000;
