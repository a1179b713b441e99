-- A pair of one cell of a shadow run, the candidate's worst first.
-- takes    $1 run, $2 arm, $3 metric, $4 the prompt to step from or null, $5 how many places
select s.prompt_there, s.place, s.of, s.candidate, s.baseline from countersign.shadow_step($1, $2::integer, $3, $4::integer, $5::integer) s;
