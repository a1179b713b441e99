-- Addresses that are told.
select name, url, events, set_by, reason, since, waiting, dead, delivered_at, trouble from countersign.webhooks();
