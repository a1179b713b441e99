-- Writes about an item, and asks people by name.
-- takes    $1 item, $2 words, $3 persons asked, $4 channel
-- returns  the number of the activity
select countersign.comment_review($1, $2, $3::text[], $4);
