"""Boundaries of confidence sequences and sample-ratio tests by other formulas than the code's: an independent check.

The boundary: the normal mixture of the likelihood ratios exp(l s - l^2 t / 2) over l ~ N(0, rho^2) is integrated
numerically (scipy.integrate.quad), and the sum s at which it reaches 1 / misses is found by bisection (scipy.optimize.brentq);
in standard errors that is s / sqrt(t). The sample ratio: the probability of the counts under scipy.stats.dirichlet_multinomial
against that under scipy.stats.multinomial. The intervals: numpy's variances of simulated values, times that boundary.
"""
import json
import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import dirichlet_multinomial, multinomial, norm

NARROWEST_AT, CONCENTRATION = 5_000, 1_000


def boundary(t, misses):
    logs = -2 * np.log(misses)
    rho = np.sqrt((logs + np.log(logs + 1)) / NARROWEST_AT)

    def log_mixture(s):
        peak = s / (t + 1 / rho**2)
        top = peak * s - peak**2 * t / 2 + norm.logpdf(peak, 0, rho)
        spread = 12 / np.sqrt(t + 1 / rho**2)
        area, _ = quad(lambda l: np.exp(l * s - l * l * t / 2 + norm.logpdf(l, 0, rho) - top), peak - spread, peak + spread, epsabs=0, epsrel=1e-12, limit=500)
        return top + np.log(area)

    s = brentq(lambda x: log_mixture(x) - np.log(1 / misses), 0, 100 * np.sqrt(t) + 100, xtol=1e-12, rtol=1e-14)
    return s / np.sqrt(t)


chance = np.random.default_rng(20261126)
boundaries = [
    {"visitors": t, "misses": m, "standardErrors": boundary(t, m)}
    for t in (10, 200, 1_000, 5_000, 20_000, 1_000_000) for m in (0.01, 0.05, 0.2)
]
intervals = []
for n1, n0, p1, p0, price in ((400, 100, 0.2, 0.15, 0), (5_000, 600, 0.05, 0.04, 0), (900, 900, 0.3, 0.3, 40), (9_000, 1_000, 0.1, 0.08, 25)):
    groups = []
    for n, p in ((n1, p1), (n0, p0)):
        values = (chance.random(n) < p).astype(float)
        groups.append(values * np.round(price * np.exp(chance.normal(0, 1, n)) + 1, 2) if price else values)
    together = sum(g.var(ddof=0) * len(g) for g in groups) / (n1 + n0 - 2)
    error = np.sqrt(sum(max(g.var(ddof=1), together) / len(g) for g in groups))
    difference = groups[0].mean() - groups[1].mean()
    width = boundary(n1 + n0, 0.05) * error
    intervals.append({
        "samples": [{"count": len(g), "nonZero": int((g != 0).sum()), "sum": g.sum(), "squares": float((g * g).sum())} for g in groups],
        "difference": difference, "low": difference - width, "high": difference + width,
    })
ratios = []
for shares, counts in (
    ((0.9, 0.1), (900, 100)), ((0.9, 0.1), (850, 150)), ((0.9, 0.1), (9_050, 950)), ((0.5, 0.5), (5_200, 4_800)),
    ((0.5, 0.5), (3, 0)), ((0.3334, 0.3333, 0.3333), (3_400, 3_300, 3_300)), ((0.2, 0.3, 0.5), (2_300, 2_900, 4_800)), ((0.5, 0.5), (502_000, 498_000)),
):
    n = sum(counts)
    log_evidence = dirichlet_multinomial.logpmf(counts, CONCENTRATION * np.array(shares), n) - multinomial.logpmf(counts, n, shares)
    ratios.append({"shares": shares, "counts": counts, "pValue": float(min(1, np.exp(-log_evidence)))})
json.dump({"boundaries": boundaries, "intervals": intervals, "ratios": ratios}, open("uplift.json", "w"), indent=1, default=float)
