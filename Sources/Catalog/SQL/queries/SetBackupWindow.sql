-- Says how long backups are kept.
-- takes    $1 days, $2 reason, $3 channel
-- returns  number of the activity
select countersign.set_backup_window($1::integer, $2, $3);
