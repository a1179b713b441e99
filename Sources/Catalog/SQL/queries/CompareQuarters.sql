-- What differs between two quarters.
-- takes    $1 the earlier, $2 the later
select change, scope, kind, subject, before, after from countersign.quarter_difference($1, $2);
