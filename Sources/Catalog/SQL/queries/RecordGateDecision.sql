-- Writes down what a gatekeeper has decided; answers its id.
-- takes    $1 holder, $2 question, $3 id, $4 path, $5 bundle's revision, $6 engine, $7 its version, $8 input, $9 result, $10 requirements, $11 allow,
--          $12 reasons, $13 exceptions, $14 metrics
select countersign.record_decision($1, $2, $3::uuid, $4, $5, $6, $7, $8::bytea, $9::bytea, $10::jsonb, $11, $12::text[], $13::jsonb, $14::jsonb);
