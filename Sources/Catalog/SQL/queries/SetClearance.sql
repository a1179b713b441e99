-- Says up to which class of data a person reads, or all who have no clearance of their own.
-- takes    $1 person (null: those), $2 class, $3 reason, $4 channel
-- returns  the number of the activity
select countersign.set_clearance($1, $2, $3, $4);
