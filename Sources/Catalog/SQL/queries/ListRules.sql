-- The catalog's rules as they are.
-- returns  kind, name, digest in hexadecimal
select kind, name, digest from countersign.list_rules();
