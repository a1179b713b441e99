-- How far the judges of a run agreed with people when it was closed.
-- takes    $1 run
select a.arm, a.pairs, a.alpha, a.low, a.high from shadow_agreement a where a.run = $1 order by a.arm;
