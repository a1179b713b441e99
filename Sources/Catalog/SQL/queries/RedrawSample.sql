-- Draws a sample once more from what is stored, and compares.
-- takes    $1 month
select gone, come from countersign.redraw_sample($1::date);
