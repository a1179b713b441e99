-- Ends a file or request.
-- takes    $1 receipt
select countersign.close_receipt($1);
