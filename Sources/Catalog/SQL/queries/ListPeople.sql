-- The people with their rights, the AI office first.
select person, name, team, is_office, roles, logins, signs_for, deputy, delegation, until, open_reviews from countersign.people();
