-- Ends a request.
-- takes    $1 the request, $2 whether it is refused, $3 why, $4 when the answer went out, $5 the channel
select countersign.answer_request($1, $2, $3, $4, $5);
