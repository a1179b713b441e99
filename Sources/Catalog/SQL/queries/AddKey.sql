-- Makes a key known as one's own.
-- takes    $1 public key, $2 name, $3 channel
select fingerprint, activity from countersign.add_key($1, $2, $3);
