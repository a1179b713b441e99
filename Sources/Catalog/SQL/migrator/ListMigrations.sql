-- The steps that were taken, in order.
select number, name, checksum, breaking from countersign.migration order by number;
