-- An open run of a night that nobody drives; no row when there is none.
-- takes    $1 runs that rest
select n from countersign.night_to_drive($1::bigint[]) n where n is not null;
