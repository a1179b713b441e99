-- Months that have generations, in order.
-- returns  the month, as in 2026_03
select month from countersign.log_months();
