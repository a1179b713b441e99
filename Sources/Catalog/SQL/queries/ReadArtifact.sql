-- One artifact.
-- takes    $1 name
select a.kind, a.name, a.team, a.owner, a.tier, a.purpose, a.latest, a.production, a.changed_at, a.retired
from artifact a
where a.name = $1;
