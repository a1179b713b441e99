-- Up to which class of data people read; nobody's name first.
select person, class, reason, set_by, recorded_at from clearance order by person nulls first;
