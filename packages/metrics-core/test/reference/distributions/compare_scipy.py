"""Compares distributions.json with scipy.stats: how far apart the two are, per distribution, kind and place.

Run with: python3 compare_scipy.py   (any scipy; it works in doubles, so far tails and huge shapes are not its home)
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

GOLDEN = json.loads(Path(__file__).with_name("distributions.json").read_text())
FAMILIES = {"normal": stats.norm, "studentT": stats.t, "chiSquare": stats.chi2, "f": stats.f, "beta": stats.beta}


def ordinary(parameters, *tails):
    return all(0.5 <= p <= 1e4 for p in parameters) and all(tail > 1e-12 for tail in tails)


def main():
    print("scipy", scipy.__version__)
    np.seterr(all="ignore")
    for name, family in FAMILIES.items():
        rows = GOLDEN[name]
        differences = {}
        for x, *parameters, lower, upper in rows["points"]:
            place = "ordinary" if ordinary(parameters, lower, upper) else "extreme"
            for kind, expected, got in (
                ("cdf", lower, family.cdf(x, *parameters)),
                ("survival", upper, family.sf(x, *parameters)),
            ):
                differences.setdefault((kind, place), []).append(abs(got / expected - 1))
        for p, *parameters, x in rows["quantiles"]:
            place = "ordinary" if ordinary(parameters, p, 1 - p) else "extreme"
            differences.setdefault(("quantile", place), []).append(abs(family.ppf(p, *parameters) / x - 1))
        for (kind, place), values in sorted(differences.items()):
            good = sum(value < 1e-9 for value in values)
            print(f"{name:9} {kind:8} {place:8} {len(values):4} values, median {np.nanmedian(values):.0e}, "
                  f"within 1e-9: {good}, largest {np.nanmax(values):.0e}")  # fmt: skip


if __name__ == "__main__":
    main()
