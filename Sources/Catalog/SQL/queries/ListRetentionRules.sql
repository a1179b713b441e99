-- Rules of retention, newest first.
-- returns  the columns of a RetentionRule
select id, class, days, reason, asked_by, at, confirmed_by, holds from countersign.retention_rules();
