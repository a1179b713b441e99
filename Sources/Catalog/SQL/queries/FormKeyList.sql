-- The statement that lists a table's keys in the order of their bytes, each with a time (of a table of chunks the earliest, of a
-- source the latest) and how many rows it has; null when there is no such table.
-- takes    $1 SCHEMA.TABLE, $2 key column, $3 column of the time (null: none), $4 the earliest
select case when to_regclass($1::text) is not null then format('select %1$I::text collate "C", %2$s, count(*) from %3$s where %1$I is not null group by 1 order by 1',
  $2::text, case when $3::text is null then 'null::timestamptz' else format('%s(%I)::timestamptz', case when $4::boolean then 'min' else 'max' end, $3::text) end,
  to_regclass($1::text)) end;
