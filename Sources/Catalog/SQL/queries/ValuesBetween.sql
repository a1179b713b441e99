-- Values of one figure in a period, each with the number of calls that had it, at the moment shown.
-- takes    $1 artifact, $2 model or prompt, $3 figure, $4 from, $5 until
select v.value, v.calls from countersign.values_between($1, $2, $3, $4, $5, countersign.as_of()) v;
