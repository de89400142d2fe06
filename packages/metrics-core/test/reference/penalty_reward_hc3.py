"""Robust standard errors of penalty-reward contrasts, with numpy from the textbook formulas on the full design matrix.

HC3: (X'WX)^-1 [sum (w e)^2 x x' / (1 - h)^2] (X'WX)^-1, as R sandwich::vcovHC(lm(weights = w), type = "HC3").
Cluster: (X'WX)^-1 [sum over clusters s s'] (X'WX)^-1 * G/(G-1) * (n-1)/(n-p), as sandwich::vcovCL(type = "HC1").

Run in this folder: python3 penalty_reward_hc3.py > penalty_reward_hc3.json   (numpy 2.4.6)
"""
import csv, json, math
import numpy as np

cases = []
for case in json.load(open("penalty_reward.json"))["cases"]:
    spec, options = case["input"]["columns"], case["input"]["options"]
    cluster = {"prca/sfo_2017_nps": "gate_area", "prca/synthetic_nps": "organisation"}.get(case["id"])
    rows = list(csv.DictReader(open(case["input"]["data"])))
    used = [spec["outcome"], *spec["drivers"], *([spec["weight"]] if "weight" in spec else [])]
    rows = [r for r in rows if all(r[c] != "" for c in used)]
    y = np.array([float(r[spec["outcome"]]) for r in rows])
    w = np.array([float(r[spec["weight"]]) if "weight" in spec else 1.0 for r in rows])

    def fit(drivers):
        columns = [np.ones(len(rows))]
        for d in drivers:
            x = np.array([float(r[d]) for r in rows])
            columns += [(x <= options["low_max"]).astype(float), (x >= options["high_min"]).astype(float)]
        X = np.column_stack(columns)
        q, r = np.linalg.qr(X * np.sqrt(w)[:, None])
        inverse = np.linalg.inv(r) @ np.linalg.inv(r).T
        e = y - X @ (np.linalg.inv(r) @ (q.T @ (y * np.sqrt(w))))
        h = (q**2).sum(axis=1)
        u = X * (w * e / (1 - h))[:, None]
        hc3 = inverse @ (u.T @ u) @ inverse
        out = {"hc3_se": np.sqrt(np.diag(hc3))[1:].tolist()}
        b = np.linalg.inv(r) @ (q.T @ (y * np.sqrt(w)))
        out["asymmetry_z"] = [float((b[2 * i + 1] + b[2 * i + 2]) / math.sqrt(hc3[2 * i + 1, 2 * i + 1] + hc3[2 * i + 2, 2 * i + 2] + 2 * hc3[2 * i + 1, 2 * i + 2])) for i in range(len(drivers))]
        if cluster:
            names = sorted({r[cluster] for r in rows})
            s = np.array([(X * (w * e)[:, None])[[r[cluster] == name for r in rows]].sum(axis=0) for name in names])
            g, n, p = len(names), *X.shape
            out["cluster_se"] = np.sqrt(np.diag(inverse @ (s.T @ s) @ inverse) * g / (g - 1) * (n - 1) / (n - p))[1:].tolist()
        return out

    cases.append({"id": case["id"], "cluster": cluster, "joint": fit(spec["drivers"]), "separate": [fit([d]) for d in spec["drivers"]]})
print(json.dumps({"family": "penalty_reward_hc3", "software": {"numpy": np.__version__}, "cases": cases}, indent=1))
