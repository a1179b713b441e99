-- Gives a data class the office's own name.
-- takes    $1 class, $2 name, $3 reason, $4 channel
select countersign.name_data_class($1, $2, $3, $4);
