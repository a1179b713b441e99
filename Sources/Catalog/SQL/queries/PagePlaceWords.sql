-- What people said of places and how producers link names, newest first, at the moment shown.
-- takes    $1 kinds, $2 state of links (null: any), $3 ended ones too, $4 namespace and $5 name of a place (null: all)
select w.id, w.kind, w.one, w.two, w.namespace, w.name, w.field, w.other_namespace, w.other_name, w.says, w.said_by, w.reason, w.since, w.ended
from countersign.place_words(countersign.as_of()) w
where w.kind = any ($1::text[]) and ($2::text is null or w.kind <> 'link' or w.says = $2) and ($3::boolean or w.ended is null)
  and ($4::text is null or (w.namespace, w.name) = ($4, $5) or (w.other_namespace, w.other_name) = ($4, $5)
    or (w.kind = 'namespace' and $4 in (w.namespace, w.other_namespace)))
/* page */;
