-- Takes or renews the lease of the log for two minutes.
-- takes    $1 who holds it, a name no other process has
-- returns  the fence; null while another holds it
select countersign.lead_log($1, interval '2 minutes');
