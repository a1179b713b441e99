-- What a stop would reach.
-- takes    $1 artifact, $2 selector or null, $3 environment or null
select versions, pointers, users, promotions, calls from countersign.stop_reach($1, $2, $3);
