-- Prolongs a lease.
-- takes    $1 item, $2 slot, $3 fence
-- returns  until when
select countersign.renew($1, $2, $3);
