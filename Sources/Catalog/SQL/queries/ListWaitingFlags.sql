-- Reports of flags that wait for their events, by producer.
select producer, reports, since from flag_waiting order by producer;
