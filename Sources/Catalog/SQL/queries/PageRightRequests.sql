-- Rights that were asked for, newest first, before a cursor; those that wait, or all; of those that wait, why this person cannot give them.
-- takes    $1 all, $2 id of the last row seen, $3 how many
select r.id, r.login, r.role, r.person, r.person_name, r.team, r.is_new, r.words, r.asked_by, r.reason, r.due, r.state, r.changed_by, r.answer, r.recorded_at,
  case when r.state = 'asked' then countersign.right_refusal(r.id) end
from right_request r
where ($1::boolean or r.state = 'asked' and r.due > (select at from countersign.officer())) and ($2::bigint is null or r.id < $2)
order by r.id desc limit $3;
