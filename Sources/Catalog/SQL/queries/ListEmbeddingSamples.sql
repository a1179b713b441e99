-- Vectors that stand for the calls of some days, by model of embeddings.
-- takes    $1 kind, $2 artifact, $3 slice, $4 environment, $5 from, $6 until, $7 by day
-- returns  day, model, dimension, how many calls brought a vector, the lot, the vector as `array_send` writes it; null when it is gone
select to_char(s.day, 'YYYY-MM-DD'), s.model, s.dimension, s.seen, s.lot, s.vector
from countersign.embedding_samples($1, $2, $3, $4, $5::date, $6::date, $7::boolean) s;
