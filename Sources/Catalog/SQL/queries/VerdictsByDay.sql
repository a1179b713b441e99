-- Calls whose review is over, and those blocked, by version and day, at the moment shown.
-- takes    $1 artifact, $2 model or prompt, $3 from, $4 until
select d.version, d.day, d.decided, d.blocked
from countersign.verdicts_by_day($1, $2, $3, $4, countersign.as_of()) d;
