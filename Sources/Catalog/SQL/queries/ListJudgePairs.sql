-- What a judge and people each said of the same answers.
-- takes    $1 judge, artifact@label, $2 metric
select p.judged, p.said from countersign.judge_pairs($1, $2) p;
