-- All answers about an artifact, newest first.
-- takes    $1 artifact, $2 how many
select x.id, x.key, x.value, x.given_for, x.answered_by, x.reason, x.recorded_at, x.confirmed_by, x.confirmed_at
from fact_answer x
where x.artifact = $1
order by x.id desc
limit $2;
