-- Versions of an artifact, newest first.
-- takes    $1 artifact, $2 number of the last row seen (null: the newest), $3 how many
select v.artifact, v.label, v.digest, v.author, v.message, v.parent, v.effective_at, v.recorded_at, v.serving
from version v where v.artifact = $1 and ($2::integer is null or v.number < $2) order by v.number desc limit $3;
