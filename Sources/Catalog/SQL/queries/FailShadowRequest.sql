-- Says that a request brought no answer.
-- takes    $1 run, $2 fence, $3 arm, $4 about, $5 prompt, $6 number, $7 outcome, $8 status, $9 words
select countersign.fail_shadow_request($1, $2, $3::integer, $4::integer, $5::integer, $6::integer, $7, $8::integer, $9);
