-- Says that a namespace stands for another; null ends that.
-- takes    $1 namespace, $2 the other, $3 reason, $4 channel
-- returns  how many places are paired, and the activity
select m.paired, m.activity from countersign.map_namespace($1, $2, $3, $4) m;
