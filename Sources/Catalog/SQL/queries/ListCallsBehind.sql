-- Calls behind a figure, newest first, at the moment shown.
-- takes    $1 model or prompt, $2 artifact, $3 figure, $4 slice, $5 from, $6 until, $7 version (null: all), $8 least value, $9 under which value,
--          $10 place (null: the beginning), $11 towards newer ones, $12 how many
select b.id::text, b.at, b.version_label, b.tier, b.value, b.service, b.language, b.latency_micros, b.item, b.state
from countersign.calls_behind($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::uuid, $11::boolean, $12::integer, countersign.as_of()) b;
