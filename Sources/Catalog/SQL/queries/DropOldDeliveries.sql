-- Forgets what was told long ago.
-- returns  how many
select countersign.drop_old_deliveries();
