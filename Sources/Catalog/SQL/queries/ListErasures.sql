-- Erasures, newest first.
-- takes    $1 how many
-- returns  the columns of an ErasureRow
select id, subjects, state, asked_by, reason, asked_at, ended_by, ended_at, removed from countersign.erasures($1);
