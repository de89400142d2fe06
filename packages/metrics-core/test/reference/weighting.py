"""Golden values of weighting that no published table gives, by other routes than the library takes.

- Linearised variances: loops over strata and clusters, the residuals of raking by a least-squares solver on dummy columns.
- Bounded raking: Newton's method on the dual problem over all margins at once.

    python3 weighting.py > weighting.json      (Python 3.11.2, numpy 1.24.2)
"""

import csv
import json
import math
import os
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def read(name):
    with open(os.path.join(HERE, "data", name), newline="") as file:
        return list(csv.DictReader(file))


def dummies(*columns):
    return np.column_stack([[1.0 if value == label else 0.0 for value in column]
                            for column in columns for label in sorted(set(column))])


def linearised(x, y, w, strata, clusters, lone="refuse", residuals=lambda u: u):
    """Ratio sum(w x) / sum(w y), its variance and design effect; clusters are named within strata."""
    x, y, w = (np.array(column, dtype=float) for column in (x, y, w))
    total = math.fsum(w * y)
    m = math.fsum(w * x) / total
    u = (x - m * y) / total
    e = w * residuals(u)
    sums = {}
    for stratum, cluster, part in zip(strata, clusters, e):
        sums.setdefault(stratum, {}).setdefault(cluster, []).append(part)
    variance, lonely = [], 0
    for members in sums.values():
        t = [math.fsum(parts) for parts in members.values()]
        n = len(t)
        if n > 1:
            mean = math.fsum(t) / n
            variance.append(n / (n - 1) * math.fsum((one - mean) ** 2 for one in t))
        else:
            lonely += 1
            if lone == "adjust":
                variance.append(t[0] ** 2)
    v = math.fsum(variance)
    if lone == "average":
        v *= len(sums) / (len(sums) - lonely)
    weight = math.fsum(w)
    n = int((w > 0).sum())
    simple = math.fsum(w * u * u) * weight / (n - 1)
    return {
        "value": m, "variance": v, "standardError": math.sqrt(v), "designEffect": v / simple,
        "degreesOfFreedom": sum(len(members) for members in sums.values()) - len(sums),
    }


def rake(w, margins):
    w = w.copy()
    for _ in range(500):
        for column, targets in margins:
            for label, target in targets.items():
                rows = column == label
                w[rows] *= target / w[rows].sum()
    return w


def linearised_cases():
    rows = [row for row in read("sfo_2017.csv") if row["overall"] != "" and row["ease_wayfinding"] != ""]
    x = [float(row["overall"]) for row in rows]
    y = [float(row["ease_wayfinding"]) for row in rows]
    w = [float(row["weight"]) for row in rows]
    one, each = ["all"] * len(rows), list(range(len(rows)))
    ones = [1.0] * len(rows)
    column = lambda name: [row[name] for row in rows]
    nested = [row["strata"] + row["gate_area"] for row in rows]
    # One lone cluster: everybody at gate area F becomes a stratum of a single cluster.
    lonely = ["F" if row["gate_area"] == "F" else row["strata"] for row in rows]
    cases = {
        "rows": linearised(x, ones, w, one, each),
        "strata": linearised(x, ones, w, column("strata"), each),
        "clusters": linearised(x, ones, w, one, column("gate_area")),
        "clusters within strata": linearised(x, ones, w, column("strata"), nested),
        "ratio": linearised(x, y, w, column("strata"), nested),
    }
    for lone in ("certainty", "adjust", "average"):
        cases[f"lone {lone}"] = linearised(x, ones, w, lonely, [a + b for a, b in zip(lonely, column("gate_area"))], lone)
    return cases


def raking_aware():
    rows = [row for row in read("sfo_2017.csv") if row["gender"] in ("1", "2") and row["age"] != ""]
    n = len(rows)
    start = np.array([float(row["weight"]) for row in rows])
    gender, age = (np.array([row[name] for row in rows]) for name in ("gender", "age"))
    total = start.sum()
    targets = [
        (gender, {"1": 0.51 * total, "2": 0.49 * total}),
        (age, {str(i + 1): share * total for i, share in enumerate([0.04, 0.14, 0.24, 0.20, 0.16, 0.13, 0.09])}),
    ]
    w = rake(start, targets)
    answered = np.array([row["overall"] != "" for row in rows])
    x = np.array([float(row["overall"] or 0) for row in rows])
    design = dummies(gender, age)
    half = np.sqrt(start)

    def residuals(u):
        u = np.where(answered, u, 0)
        effects = np.linalg.lstsq(design * half[:, None], u * half, rcond=None)[0]
        return u - design @ effects

    result = linearised(x * answered, answered.astype(float), w, ["all"] * n, range(n), residuals=residuals)
    del result["designEffect"]
    return result


def bounded():
    """Weights closest in Kullback-Leibler distance to 1 a row with lower <= weight <= upper, by Newton on the dual."""
    rows = read("synthetic_responses.csv")
    channel, touchpoint = ([row[name] for row in rows] for name in ("channel", "touchpoint"))
    shares = {
        "channel": {"phone": 0.25, "email": 0.15, "web": 0.25, "app": 0.20, "chat": 0.10, "counter": 0.05},
        "touchpoint": {"information": 0.20, "order": 0.15, "delivery": 0.15, "invoice": 0.15, "service_request": 0.20,
                       "complaint": 0.05, "renewal": 0.10},
    }
    lower, upper = 0.45, 2.2
    cells = sorted(set(zip(channel, touchpoint)))
    n = np.array([sum(1 for pair in zip(channel, touchpoint) if pair == cell) for cell in cells], dtype=float)
    labels = [("channel", label) for label in sorted(shares["channel"])] + \
             [("touchpoint", label) for label in sorted(shares["touchpoint"])]
    design = np.array([[1.0 if cell[0 if name == "channel" else 1] == label else 0.0 for name, label in labels]
                       for cell in cells])
    wanted = np.array([shares[name][label] * n.sum() for name, label in labels])
    effects = np.zeros(len(labels))

    def dual(effects):
        z = design @ effects
        g = np.clip(np.exp(z), lower, upper)
        # Integral of clip(exp(z), lower, upper), continuous at both corners.
        area = np.where(z < math.log(lower), lower * (z - math.log(lower)) + lower,
                        np.where(z > math.log(upper), upper * (z - math.log(upper)) + upper, np.exp(z)))
        return (n * area).sum() - wanted @ effects, g, z

    for _ in range(200):
        value, g, z = dual(effects)
        gradient = design.T @ (n * g) - wanted
        if np.abs(gradient).max() < 1e-12 * n.sum():
            break
        free = (z > math.log(lower)) & (z < math.log(upper))
        hessian = design.T @ (design * (n * g * free)[:, None]) + 1e-9 * np.eye(len(labels))
        step = np.linalg.lstsq(hessian, gradient, rcond=None)[0]
        size = 1.0
        while dual(effects - size * step)[0] > value - 1e-4 * size * (step @ gradient) and size > 1e-12:
            size /= 2
        effects = effects - size * step
    g = dual(effects)[1]
    misfit = np.abs(design.T @ (n * g) - wanted).max()
    print(f"bounded raking: largest misfit {misfit:.2e}, at a bound {((g == lower) | (g == upper)).sum()}", file=sys.stderr)
    return {"lower": lower, "upper": upper, "shares": shares,
            "cells": [{"cell": "|".join(cell), "factor": factor} for cell, factor in zip(cells, g)]}


print(json.dumps({"linearised": linearised_cases(), "rakingAware": raking_aware(), "boundedRaking": bounded()}, indent=1))
