-- Records what a rule saw, and raises the alarm it calls for.
-- takes    $1 rule, $2 slot, $3 n of the reference, $4 n of the window, $5 value, $6 ln e, $7 verdict, $8 monitors looked at together,
--          $9 among those called, $10 words
-- returns  the alarm, null without one
select countersign.record_look($1, $2, $3, $4, $5::double precision, $6::double precision, $7, $8, $9, $10);
