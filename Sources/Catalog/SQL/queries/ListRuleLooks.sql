-- What a rule saw, the first first.
-- takes    $1 rule
-- returns  slot, calls or values in reference and window, value, ln e, verdict
select l.slot, l.n_reference, l.n_window, l.value, l.log_evidence, l.verdict from countersign.rule_looks($1) l;
