-- Items that were decided and whose answer is like this one's.
-- takes    $1 item, $2 at most so many
select id, likeness, decision, reason, decided_at from countersign.similar_reviews($1, $2::integer);
