-- States and pointers that do not end where what followed them begins.
-- returns  the leaf of the beginning, if there is one; its kind and subject; what is wrong
select index, kind, subject, words from countersign.ends_altered();
