-- Bad and all calls of the last so many seconds.
-- takes    $1 rule
select w.seconds, w.bad, w.total from countersign.burn_windows($1) w;
