-- Waivers, newest first, before a cursor; those that wait or hold, or all.
-- takes    $1 all, $2 id of the last row seen, $3 how many
select w.id, w.artifact, w.label, w.environment, w.requirement, w.owner, w.reason, w.expires_at, w.asked_by, w.state, w.changed_by, w.answer, w.recorded_at
from waiver w
where ($1::boolean or w.state = 'asked' or w.state = 'granted' and w.expires_at > (select at from countersign.officer())) and ($2::bigint is null or w.id < $2)
order by w.id desc limit $3;
