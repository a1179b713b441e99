-- Waivers of a version, newest first.
-- takes    $1 artifact, $2 label
select w.id, w.artifact, w.label, w.environment, w.requirement, w.owner, w.reason, w.expires_at, w.asked_by, w.state, w.changed_by, w.answer, w.recorded_at
from waiver w where w.artifact = $1 and w.label = $2 order by w.id desc;
