-- What a producer is to use of an artifact.
-- takes    $1 SHA-256 of the token (null where none is asked for), $2 artifact, $3 environment, $4 key (null: by weight)
select state, version, digest, colour, weight, because, alternative
from countersign.resolve_by_token($1::bytea, $2, $3, $4);
