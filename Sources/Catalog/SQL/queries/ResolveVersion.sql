-- What a serving system is to use.
-- takes    $1 artifact, $2 environment, $3 key
-- returns  one row
select state, version, digest, colour, weight, because, alternative from countersign.resolve($1, $2, $3);
