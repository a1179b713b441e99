-- Versions that production ran in the last seven days and nothing named, worst first.
select kind, name, label, why, first_at, last_at, calls from countersign.observed_faults();
