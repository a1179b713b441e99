"""How long SciPy and an Evidently report take for two windows of N values: bench.py N; a line of JSON, in seconds."""

import json
import sys
import time

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial import distance

n = int(sys.argv[1])
random = np.random.default_rng(7)
old, new = random.lognormal(3, 1, n), random.lognormal(3.05, 1, n)


def seconds(task):
    began = time.perf_counter()
    task()
    return time.perf_counter() - began


def js():
    edges = np.histogram_bin_edges(np.concatenate([old, new]), 10)
    distance.jensenshannon(np.histogram(old, edges)[0], np.histogram(new, edges)[0], 2)


times = {
    "ks": min(seconds(lambda: stats.ks_2samp(old, new, method="asymp")) for _ in range(3)),
    "wasserstein": min(seconds(lambda: stats.wasserstein_distance(old, new)) for _ in range(3)),
    "js": min(seconds(js) for _ in range(3)),
}
try:
    from evidently import Dataset, Report
    from evidently.metrics import ValueDrift

    def report():
        Report([ValueDrift(column="x", method=method) for method in ("psi", "ks", "jensenshannon", "wasserstein")]).run(
            Dataset.from_pandas(pd.DataFrame({"x": new})), Dataset.from_pandas(pd.DataFrame({"x": old}))).json()

    report()
    times["evidently"] = seconds(report)
except ImportError:
    pass
print(json.dumps(times))
