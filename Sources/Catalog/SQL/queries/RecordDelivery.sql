-- Records what became of handing over a checkpoint.
-- takes    $1 the place, $2 number of the checkpoint, $3 what stood in the way; empty when it was taken
select countersign.record_delivery($1, $2, $3);
