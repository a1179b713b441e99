-- What a signature of a promotion states, whether a key is needed, and whether the text still says what is so.
-- takes    $1 promotion
select revision, body, digest, gate_digest, policy_digest, version_digest, catalog, needs_key, holds from countersign.read_decision($1);
