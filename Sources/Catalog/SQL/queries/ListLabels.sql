-- What the labels of a queue are.
-- takes    $1 queue
select key, kind, options, lowest, highest from label_schema where queue = $1 and kind is not null order by key;
