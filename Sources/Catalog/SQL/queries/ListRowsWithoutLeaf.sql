-- Rows that belong into the log and have no leaf.
-- returns  kind, id, and whether the last taking must have seen it
select kind, subject, overlooked from countersign.rows_without_leaf() order by overlooked desc, kind, subject limit 10001;
