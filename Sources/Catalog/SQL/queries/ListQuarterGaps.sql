-- What is missing in a quarter, what stops the freeze first.
-- takes    $1 the quarter
select stops, owner, scope, what, remedy from countersign.quarter_gaps($1);
