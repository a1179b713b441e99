-- How reviewers did on gold items: of all (no person), then by person.
-- takes    $1 since, $2 until
select person, decided, wrong, violations, missed from countersign.gold_error($1, $2);
