-- Rules of monitors in force, for whoever runs them.
select r.rule, r.key, r.kind, r.artifact, r.environment, r.metric, r.slice, r.statistic, r.direction, to_char(r.reference_from, 'YYYY-MM-DD'),
  to_char(r.reference_until, 'YYYY-MM-DD'), r.minimal, r.warning, r.alarm, r.tolerance, r.level, r.window_days, r.objective, r.threshold, r.period, r.window_calls,
  to_char(r.stream_from, 'YYYY-MM-DD'), r.last_slot, r.last_verdict, r.seed, to_char(r.today, 'YYYY-MM-DD')
from countersign.monitor_rules() r;
