-- Stored bodies, after a cursor.
-- takes    $1 number of the last row seen, $2 how many
select v.id, v.artifact, v.label, v.digest, v.body from version v where ($1::bigint is null or v.id > $1) order by v.id limit $2;
