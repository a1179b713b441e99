-- Whether this database holds a catalog.
select to_regclass('countersign_private.migration') is not null;
