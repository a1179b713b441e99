-- Gives the lease of the log back.
-- takes    $1 the fence
select countersign.leave_log($1);
