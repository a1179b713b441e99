-- Gives back reviews whose lease ran out.
-- returns  how many
select countersign.end_claims();
