-- The newest seal, if there is any.
-- returns  the columns of a LogSeal with its frontier
select size, root, frontier from countersign.last_seal();
