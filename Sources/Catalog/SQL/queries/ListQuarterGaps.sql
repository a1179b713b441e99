-- What is missing in a quarter with when it was asked for, is due and was answered; what stops the freeze first.
-- takes    $1 the quarter
select stops, owner, scope, what, remedy, key, asked_at, due, answered_at from countersign.quarter_owed($1);
