-- What two versions answered to one prompt; the reading is recorded.
-- takes    $1 run, $2 prompt, $3 arm, $4 channel
select key, data_class, request, candidate, baseline from countersign.open_shadow_pair($1, $2::integer, $3::integer, $4);
