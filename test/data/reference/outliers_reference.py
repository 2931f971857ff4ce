"""Median absolute deviations by scipy, with R's rounded constant: an independent check of what the dashboard calls usual."""
import json
import numpy as np
from scipy.stats import median_abs_deviation

chance = np.random.default_rng(20261126)
series = [
    chance.poisson(12, 28), chance.poisson(0.4, 28), chance.poisson(900, 84), chance.negative_binomial(2, 0.1, 12),
    np.round(chance.lognormal(6, 1, 28), 2), np.round(chance.normal(1_000, 40, 9), 2), np.repeat(7, 8), np.append(np.repeat(3, 27), 400),
]
rows = [
    {"values": s.tolist(), "median": float(np.median(s)), "mad": float(1.4826 * median_abs_deviation(s, scale=1.0))} for s in series
]
print(json.dumps({"source": "numpy and scipy 1.17.1, outliers_reference.py", "series": rows}))
