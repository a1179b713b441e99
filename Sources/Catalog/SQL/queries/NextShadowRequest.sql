-- Hands out the next request of an arm.
-- takes    $1 run, $2 fence, $3 arm
select state, about, prompt, number, key, body, answer from countersign.next_shadow_request($1, $2, $3::integer);
