-- Generations of a month that must be reviewed and wait for nobody.
-- takes    $1 the month, as in 2026_03
-- returns  the leaf, if there is one; its kind and subject; what is wrong
select index, kind, subject, words from countersign.items_missing($1);
