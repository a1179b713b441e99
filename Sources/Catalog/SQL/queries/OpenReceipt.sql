-- Begins a file or request.
-- takes    $1 producer, $2 format, $3 origin
-- returns  its number
select countersign.open_receipt($1, $2, $3);
