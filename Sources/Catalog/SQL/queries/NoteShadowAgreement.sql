-- Keeps how far a judge of a run agrees with people.
-- takes    $1 run, $2 fence, $3 arm, $4 pairs, $5 alpha, $6 low, $7 high, $8 method
select countersign.note_shadow_agreement($1, $2, $3::integer, $4::integer, $5::double precision, $6::double precision, $7::double precision, $8);
