-- Adds a key to the history of the office's keys.
-- takes    $1 the key, $2 the note by which an earlier one vouches for it, $3 why, $4 the channel
select countersign.keep_office_key($1, $2, $3, $4);
