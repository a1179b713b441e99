-- Records that a pack goes out.
-- takes    $1 the snapshot, $2 the system it was cut to, $3 SHA-256 of the file, $4 its size, $5 fingerprint of the key,
--          $6 clearance of who reads it, $7 who that is, $8 how many excerpts are in it, $9 channel
select pack, activity from countersign.issue_pack($1, $2, $3, $4, $5, $6, $7, $8, $9);
