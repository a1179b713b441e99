-- How a queue emptied in the last 24 hours, the oldest first.
-- takes    $1 queue
select arrived, settled, waiting from countersign.burn_down($1) order by hour;
