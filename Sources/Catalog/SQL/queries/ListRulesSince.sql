-- Rules or members that are not as a checkpoint says.
-- takes    $1 rules or members, $2 their digest then, $3 digest of their marks then, or null
-- returns  the columns of a RuleChange
select kind, name, what, explained from countersign.rules_since($1, $2, $3);
