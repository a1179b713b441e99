-- How this person read items, the newest first.
-- takes    $1 at most so many
select item, lines_shown, lines, seconds, recorded_at from review_attention order by recorded_at desc limit $1;
