-- Places that take checkpoints.
-- returns  the columns of a LogPlace
select name, kind, address, extract(epoch from every)::bigint, taken_at, taken_size, missed, trouble, tried_at from countersign.log_places();
