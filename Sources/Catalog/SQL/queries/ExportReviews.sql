-- Decided items with all that was said of them, after one.
-- takes    $1 after this item, $2 at most so many, $3 channel
select item, generation, model, model_version, prompt, prompt_version, settled_at, decision, verdicts, flags, scores, content
from countersign.export_reviews($1, $2::integer, $3);
