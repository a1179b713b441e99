-- The figures, slices and environments an artifact has.
-- takes    $1 kind, $2 artifact, $3 from
select n.metric, n.slice, n.environment, n.n from countersign.figure_names($1, $2, $3::date) n;
