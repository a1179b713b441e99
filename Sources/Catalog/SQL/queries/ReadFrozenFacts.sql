-- Facts of a frozen snapshot in order.
-- takes    $1 the snapshot, $2 from which on, $3 how many
select ordinal, scope, kind, subject, body, salt, digest from countersign.frozen_facts($1, $2, $3);
