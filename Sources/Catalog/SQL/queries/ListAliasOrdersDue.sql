-- Aliases to be set now.
-- takes    $1 run
select id, remote, alias, version from countersign.alias_orders_due($1);
