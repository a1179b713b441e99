-- What was written about an item, as far as this person may see it.
-- takes    $1 item
select id, person, words, mentions, waiting_for, recorded_at from review_comment where item = $1 order by id;
