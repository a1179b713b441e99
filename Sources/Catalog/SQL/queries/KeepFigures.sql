-- Adds what has come to the figures by day.
-- takes    $1 about how many calls at most
-- returns  how many facts were added
select countersign.keep_figures($1);
