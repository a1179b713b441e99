-- Which sample world this database holds; null when none was finished.
select shobj_description(oid, 'pg_database') from pg_database where datname = current_database();
