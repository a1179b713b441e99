-- Signatures and rejections, oldest first.
-- takes    $1 promotion
select person, approves, reason, channel, recorded_at from approval where promotion = $1 order by id;
