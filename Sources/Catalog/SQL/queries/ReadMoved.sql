-- Kinds of what has changed since an earlier answer.
-- takes    $1 and $2 `until` and `holds` of that answer; null: none
select until, holds, kinds from countersign.moved($1, $2);
