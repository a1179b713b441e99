-- Who did or read what, newest first.
-- takes    $1 only acts that read
select a.id, a.recorded_at, a.person, a.login, a.act, a.subject_kind, a.subject, a.reason, a.detail::text, a.channel
from activity a
where (not $1::boolean or a.act like '%.read' or a.act like '%.export' or a.act like 'pack.%')
  /* filter */
  /* page */;
