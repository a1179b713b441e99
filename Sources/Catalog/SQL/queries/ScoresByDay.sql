-- What judges said of calls, by score, version and day, at the moment shown.
-- takes    $1 artifact, $2 model or prompt, $3 from, $4 until
select d.version, d.day, d.score, d.judged, d.total, d.squares
from countersign.scores_by_day($1, $2, $3, $4, countersign.as_of()) d;
