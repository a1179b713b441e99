-- What a monitor saw, newest first.
-- takes    $1 monitor, $2 how many
select id, slot, n_reference, n_window, value, log_evidence, verdict, fleet, called, words, recorded_at, alarm from monitor_look
where monitor = $1 order by id desc limit $2;
