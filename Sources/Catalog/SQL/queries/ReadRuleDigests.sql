-- What a checkpoint commits to besides the leaves.
-- returns  digests of the rules, of their marks and of the members
select rules, marks, members from countersign.rules_standing();
