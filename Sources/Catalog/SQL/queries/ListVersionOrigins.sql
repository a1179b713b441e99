-- The commits and tags that a version names, of the repositories that are followed.
-- takes    $1 artifact, $2 label
select source, kind, key, coalesce(state ->> 'subject', ''), coalesce(state ->> 'author', state ->> 'tagger', ''), state ->> 'signed', is_there
from version_origin where artifact = $1 and label = $2 order by source, kind, key;
