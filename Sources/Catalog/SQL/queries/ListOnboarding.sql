-- What a team that is brought in has done and what comes next, in order.
-- takes    $1 team
select key, title, state, fact, at, person, remedy, command, screen from countersign.onboarding($1);
