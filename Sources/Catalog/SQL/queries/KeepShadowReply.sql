-- Keeps an answer with its figures.
-- takes    $1 run, $2 fence, $3 arm, $4 about, $5 prompt, $6 number, $7 answer, $8 finish, $9 tokens in, $10 tokens out, $11 microseconds, $12 scores
-- returns  what it cost in micros, null when unknown
select countersign.keep_shadow_reply($1, $2, $3::integer, $4::integer, $5::integer, $6::integer, $7, $8, $9::bigint, $10::bigint, $11::bigint, $12::jsonb);
