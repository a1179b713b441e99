-- Records reviews that are past their due time.
-- returns  how many
select countersign.note_breaches();
