"""Writes distributions.json: golden values of every distribution function in packages/metrics-core/src/numeric.

Run with: python3 generate.py   (about twenty minutes with mpmath and gmpy2; used: see "software" in the file)

Arguments are doubles and taken as exact; values are 90-digit results rounded once to the nearest double. For each
distribution a ladder of tails, from 1e-300 to 1e-300, gives the points x (rounded to a double, so that the row says
something about x itself, not about the tail it came from) and, where the tail is a double p, the quantile of p.
"""

import json
import platform
from pathlib import Path

import mpmath
from mpmath import erfc, exp, log, loggamma, mpf, sqrt

import reference
from reference import beta_quantile, beta_tails, gamma_quantile, gamma_tails

LOWER = [1e-300, 1e-180, 1e-60, 1e-15, 1e-5, 0.01, 0.2, 0.5]
UPPER = [0.3, 0.025, 1e-3, 1e-8, 1e-16, 1e-40, 1e-120, 1e-300]

DF = [1e-3, 0.05, 0.4, 1, 1.7, 2, 3, 5, 12.5, 40, 150, 399.5, 400, 1e3, 12345.6, 1e6, 1e9, 1e12]
PAIRS = [
    (1e-3, 1e-3), (1e-3, 2), (1e-3, 1e6), (0.3, 0.7), (0.5, 0.5), (0.5, 40), (0.8, 1e12), (1, 1), (1, 1e12), (1.5, 3),
    (2, 1e9), (3, 1e12), (6.25, 6.25), (10, 300), (30, 5000), (199, 1e12), (200, 200), (201.5, 1e5), (250, 1e12),
    (1e4, 1e4), (3e5, 8e11), (1e6, 1e6), (5e11, 0.5), (5e11, 1e6), (1e12, 1e12),
]  # fmt: skip
SMALLEST = mpf(2) ** -1022
LARGEST = mpf(2) ** 1023


def ladder():
    for lower in LOWER:
        yield mpf(lower), 1 - mpf(lower), lower
    for upper in UPPER:
        p = 1 - upper  # the double nearest to it, where that says anything
        yield (mpf(p), 1 - mpf(p), p) if upper >= 1e-16 else (1 - mpf(upper), mpf(upper), None)


def in_range(value):
    return SMALLEST <= abs(value) <= LARGEST


def both(tails):
    return all(in_range(tail) for tail in tails)


def add(points, quantiles, arguments, p, value, tails):
    """One quantile and one point row, each only where its numbers are normal doubles."""
    if not in_range(value):
        return
    x = float(value)
    if p is not None:
        quantiles.append([p, *arguments, x])
    lower, upper = tails(mpf(x))
    if both((lower, upper)):
        points.append([x, *arguments, float(lower), float(upper)])


def chi_square():
    points, quantiles = [], []
    for df in DF:
        a = mpf(df) / 2
        for lower, upper, p in ladder():
            value = 2 * exp(gamma_quantile(a, lower, upper))
            add(points, quantiles, [df], p, value, lambda x: gamma_tails(a, x / 2))
    return points, quantiles


def beta():
    points, quantiles = [], []
    for one, other in PAIRS:
        for a, b in {(one, other), (other, one)}:
            for lower, upper, p in ladder():
                value = 1 / (1 + exp(-beta_quantile(mpf(a), mpf(b), lower, upper)))
                if float(value) < 1:
                    add(points, quantiles, [a, b], p, value, lambda x: beta_tails(mpf(a), mpf(b), x, 1 - x))
    return points, quantiles


def f():
    points, quantiles = [], []
    for one, other in PAIRS:
        for df1, df2 in {(one, other), (other, one)}:
            d1, d2 = mpf(df1), mpf(df2)
            for lower, upper, p in ladder():
                value = exp(beta_quantile(d1 / 2, d2 / 2, lower, upper)) * d2 / d1
                whole = lambda x: d2 + d1 * x
                tails = lambda x: beta_tails(d1 / 2, d2 / 2, d1 * x / whole(x), d2 / whole(x))
                add(points, quantiles, [df1, df2], p, value, tails)
    return points, quantiles


def student_t():
    points, quantiles = [], []
    for df in DF:
        d = mpf(df)

        def tails(t):
            inner, outer = beta_tails(mpf(1) / 2, d / 2, t * t / (d + t * t), d / (d + t * t))
            return ((1 + inner) / 2, outer / 2) if t > 0 else (outer / 2, (1 + inner) / 2)

        def quantile(p):
            p = mpf(p)
            inner, outer = abs(2 * p - 1), 2 * min(p, 1 - p)
            t = sqrt(d * exp(beta_quantile(mpf(1) / 2, d / 2, inner, outer)))
            return t if p > 0.5 else -t

        for p in [1e-300, 1e-180, 1e-60, 1e-15, 1e-5, 0.01, 0.2, 0.49, 0.5 - 1e-9, 0.5 + 1e-14, 0.6, 0.975, 1 - 1e-8, 1 - 1e-16]:
            add(points, quantiles, [df], p, quantile(p), tails)
        for t in [-1e-200, 1e-9, 1.0, 7.5, 1e5, 1e100, 1e200, 1e300]:
            add(points, [], [df], None, mpf(t), tails)
    return points, quantiles


def normal():
    points, quantiles = [], []

    def tails(x):
        upper = erfc(abs(x) / sqrt(mpf(2))) / 2
        if x != 0:  # the same from the other method
            reference.agree("normal", (x,), upper, gamma_tails(mpf(1) / 2, x * x / 2)[1] / 2)
        return (1 - upper, upper) if x > 0 else (upper, 1 - upper)

    def quantile(p):
        p = mpf(p)
        size = sqrt(2 * exp(gamma_quantile(mpf(1) / 2, abs(2 * p - 1), 2 * min(p, 1 - p))))
        return size if p > 0.5 else -size

    for k in range(-37 * 4, 37 * 4 + 1):
        lower, upper = tails(mpf(k) / 4)
        points.append([k / 4, float(lower), float(upper)])
    for p in [10.0**k for k in range(-307, 0, 2)] + [k / 64 for k in range(1, 64)] + [1 - 2.0**-k for k in range(2, 54)]:
        if p != 0.5:
            quantiles.append([p, float(quantile(p))])
    for p in [0.075, 0.925, 1.3887943864964021e-11, 0.5 - 2**-50, 0.5 + 1e-8, 0.975, 0.995]:
        quantiles.append([p, float(quantile(p))])
    return points, quantiles


def log_gamma():
    xs = [10.0**k for k in range(-12, 13)] + [k / 8 for k in range(1, 41)]
    xs += [z + s * 10.0**-k for z in (1, 2) for s in (-1, 1) for k in range(1, 13)]
    return [[x, float(loggamma(mpf(x)))] for x in xs]


def log_beta():
    return [
        [a, b, float(loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b)))]
        for one, other in PAIRS
        for a, b in {(one, other), (other, one)}
    ]


def main():
    content = {"software": {"python": platform.python_version(), "mpmath": mpmath.__version__}}
    content["software"]["backend"] = mpmath.libmp.BACKEND
    for name, make in [("normal", normal), ("studentT", student_t), ("chiSquare", chi_square), ("f", f), ("beta", beta)]:
        points, quantiles = make()
        content[name] = {"points": points, "quantiles": quantiles}
        print(name, len(points), len(quantiles), reference.checked, flush=True)
    content["logGamma"] = log_gamma()
    content["logBeta"] = log_beta()
    content["confirmedByBothMethods"] = reference.checked["both"]
    content["byQuadratureOnly"] = reference.checked["quadrature only"]
    text = json.dumps(content).replace("], [", "],\n[").replace('"points": ', '\n"points": ').replace('"quantiles": ', '\n"quantiles": ')
    Path(__file__).with_name("distributions.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
