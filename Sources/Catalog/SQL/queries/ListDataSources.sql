-- Where the data come from, a producer a row, the one that reported last first.
select producer, team, scopes, tokens, certificates, last_at, extract(epoch from lag)::double precision, format, hour_taken, day_taken, day_known, day_refused,
  quarantined, waiting_traces, last_refusal
from countersign.data_sources();
