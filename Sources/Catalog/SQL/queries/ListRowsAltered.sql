-- Records that are not what their leaves say, and those that no leaf binds.
-- returns  the leaf, if there is one; its kind and subject; what is wrong
select index, kind, subject, words from countersign.rows_altered();
