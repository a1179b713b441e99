-- The AI office of a catalog of one's own, with its person. As the catalog's owner.
-- takes    $1 person
select countersign_private.found_office('ai-office', 'AI office', $1);
