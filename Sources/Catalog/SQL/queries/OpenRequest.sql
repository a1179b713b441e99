-- Opens a request from outside.
-- takes    $1 who asks: authority, auditor, data_subject; $2 its name, $3 what it asks for, $4 when it came, $5 the artifact it is about, $6 when it is due, $7 the channel
select request, due_at, activity from countersign.open_request($1, $2, $3, $4, $5, $6, $7);
