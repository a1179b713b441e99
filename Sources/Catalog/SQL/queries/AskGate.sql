-- Asks the gatekeeper about a version; whether one is awake, and without one no question.
-- takes    $1 artifact, $2 selector, $3 environment, $4 channel
select question, awake from countersign.ask_gate($1, $2, $3, $4);
