-- Erasures that are not as their leaves say.
-- returns  the erasure, and what is wrong
select erasure, words from countersign.erasures_altered();
