-- Registers a version, or finds the one with the same content.
-- takes    $1 artifact, $2 kind, $3 team, $4 owner, $5 tier, $6 purpose, $7 label, $8 body, $9 message, $10 parent, $11 source, $12 pins as JSON, $13 effective_at, $14 channel
select version_label, is_new, activity from countersign.register_version($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13::timestamptz, $14);
