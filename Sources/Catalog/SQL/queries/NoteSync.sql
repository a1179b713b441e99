-- Keeps what a source shows.
-- takes    $1 run, $2 JSON list of {kind, key, state, subject, was, quiet}
-- returns  how many were new, how many had changed
select added, changed from countersign.note_sync($1, $2::jsonb);
