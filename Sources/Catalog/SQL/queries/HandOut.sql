-- Records what was handed out for a request.
-- takes    $1 the request, $2 a pack of ours, $3 else its name, $4 and its SHA-256, $5 why, $6 the channel
select countersign.hand_out($1, $2, $3, $4, $5, $6);
