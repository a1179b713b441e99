-- Packs of a quarter that were handed out, newest first.
-- takes    $1 the quarter
select id, snapshot, scope, digest, bytes, signer, issued_by, recorded_at, clearance, recipient from pack where quarter = $1 order by id desc limit 100;
