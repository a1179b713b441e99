-- Keeps how an item was read, for its reader alone; whether it was kept.
-- takes    $1 item, $2 lines shown, $3 lines, $4 seconds
select countersign.record_attention($1, $2::integer, $3::integer, $4::integer);
