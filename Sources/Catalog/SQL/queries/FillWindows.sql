-- Adds calls that have come to the windows of a rule.
-- takes    $1 rule, $2 how many calls at most
-- returns  how many calls were added
select countersign.fill_windows($1, $2);
