-- Says or judges the class of a dataset or a column; null takes it back.
-- takes    $1 namespace, $2 name, $3 column, $4 class, $5 as a judgement, $6 reason, $7 channel
select countersign.class_place($1, $2, $3, $4, $5, $6, $7);
