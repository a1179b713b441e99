-- Begins the shadow-evals that are due and have not begun.
select n.artifact, n.run, n.words from countersign.begin_shadow_nights() n;
