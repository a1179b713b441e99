-- Calls with a flag of a category, by version and day, at the moment shown.
-- takes    $1 artifact, $2 model or prompt, $3 from, $4 until
select d.version, d.day, d.category, d.calls
from countersign.flags_by_day($1, $2, $3, $4, countersign.as_of()) d;
