-- Whether this database holds a catalog; asked by any login of it.
select to_regclass('countersign.migration') is not null;
