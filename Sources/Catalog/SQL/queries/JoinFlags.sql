-- Gives reports of flags that waited to the generations that have come since.
-- takes    $1 how many at most
-- returns  how many were given, how many went to quarantine
select joined, given_up from countersign.join_flags($1);
