-- Opens the quarter that has ended.
-- returns  its name, null when there is nothing to open
select countersign.open_ended_quarter();
