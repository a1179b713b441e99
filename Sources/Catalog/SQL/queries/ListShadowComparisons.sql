-- The candidate beside each baseline.
-- takes    $1 run
select c.arm, c.metric, c.slice, c.n, c.candidate, c.baseline, c.difference, c.low, c.high, c.confidence, c.method, c.wins, c.ties, c.losses, c.p, c.p_adjusted, c.detectable, c.verdict
from shadow_comparison c where c.run = $1 order by c.arm, c.metric, c.slice;
