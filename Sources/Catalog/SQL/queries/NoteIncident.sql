-- Adds a note to an incident.
-- takes    $1 the incident, $2 the note, $3 channel
select countersign.note_incident($1, $2, $3);
