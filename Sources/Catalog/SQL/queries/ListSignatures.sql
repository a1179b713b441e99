-- Signatures and rejections, oldest first; a deputy with whom the signature is for.
-- takes    $1 promotion
select a.person || coalesce(' for ' || f.person, ''), a.approves, a.reason, a.channel, a.recorded_at
from approval a left join signed_for f on f.approval = a.id where a.promotion = $1 order by a.id;
