-- Records rules and members that are others than before.
-- takes    $1 the fence
-- returns  whether some were
select countersign.note_rules($1);
