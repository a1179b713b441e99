-- Gatekeepers seen within a day, and whether each is awake.
select holder, login, engine, seen_at from countersign.gatekeepers();
