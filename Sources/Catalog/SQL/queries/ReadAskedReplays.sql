-- What is to be tried again.
-- takes    $1 how many
select countersign.replays_asked($1);
