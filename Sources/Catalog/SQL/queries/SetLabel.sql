-- Says what kind a label of a queue is.
-- takes    $1 queue, $2 key, $3 kind (null: asked no longer), $4 options, $5 lowest, $6 highest, $7 reason, $8 channel
-- returns  the number of the activity
select countersign.set_label($1, $2, $3, $4::text[], $5::double precision, $6::double precision, $7, $8);
