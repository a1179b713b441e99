-- What the catalog finds wrong with itself.
-- returns  what was checked, how often it was violated
select what, found from countersign.check_rules();
