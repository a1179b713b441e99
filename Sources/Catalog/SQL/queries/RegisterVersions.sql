-- Registers versions of one kind, owner and tier, all of them or none; one with known content is found again.
-- takes    $1 artifacts, $2 kind, $3 team, $4 owner, $5 tier, $6 purpose, $7 labels, $8 bodies, $9 messages, $10 parents, $11 sources, $12 pins as JSON, $13 channel
select version_label, is_new, activity from countersign.register_versions($1::text[], $2, $3, $4, $5, $6, $7::text[], $8::bytea[], $9::text[],
  $10::text[], $11::text[], $12::jsonb, channel => $13)
order by place;
