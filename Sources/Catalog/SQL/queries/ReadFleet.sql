-- Every figure of every artifact in a window and in the reference before it.
-- takes    $1 environment, $2 reference from, $3 window from, $4 until
select f.kind, f.artifact, f.metric, f.n_reference, f.total_reference, f.squares_reference, f.n_window, f.total_window, f.squares_window
from countersign.fleet_figures($1, $2::date, $3::date, $4::date) f;
