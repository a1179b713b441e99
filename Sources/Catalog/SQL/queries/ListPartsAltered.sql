-- Generations of a month with flags, scores or retrieved rows that are not those that leaves bind.
-- takes    $1 the month, as in 2026_03
-- returns  the leaf, if there is one; its kind and subject; what is wrong
select index, kind, subject, words from countersign.parts_altered($1);
