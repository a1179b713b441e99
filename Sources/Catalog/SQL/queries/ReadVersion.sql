-- One version with its body.
-- takes    $1 artifact, $2 label
select v.artifact, v.label, v.digest, v.author, v.message, v.parent, v.effective_at, v.recorded_at, v.serving, v.kind, v.body
from version v where v.artifact = $1 and v.label = $2;
