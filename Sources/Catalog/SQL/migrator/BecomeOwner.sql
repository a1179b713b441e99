-- What the schema is made as: nobody logs in under this name.
select set_config('role', 'countersign_owner', true), set_config('search_path', 'pg_catalog, countersign_private, pg_temp', true);
