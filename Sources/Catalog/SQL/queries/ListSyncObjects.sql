-- What a source showed last.
-- takes    $1 source, $2 kind, $3 keys, or null for all
select key, state::text, subject, is_there from countersign.sync_objects($1, $2, $3::text[]);
