-- Keys the office signs checkpoints and packs with, oldest first.
select key, endorsement from office_key order by id;
