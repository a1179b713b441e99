-- Delegations that were not ended, those past their time too, newest first.
select d.id, d.from_person, d.to_person, d.environment, d.until, d.reason, d.recorded_at from delegation d order by d.id desc limit 1000;
