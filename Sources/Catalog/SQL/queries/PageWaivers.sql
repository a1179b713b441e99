-- Waivers, newest first; those that wait or hold, or all.
-- takes    $1 all
select w.id, w.artifact, w.label, w.environment, w.requirement, w.owner, w.reason, w.expires_at, w.asked_by, w.state, w.changed_by, w.answer, w.recorded_at
from waiver w
where ($1::boolean or w.state = 'asked' or w.state = 'granted' and w.expires_at > (select at from countersign.officer()))
/* page */;
