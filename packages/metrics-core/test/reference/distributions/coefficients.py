"""Prints the constants that are written out in packages/metrics-core/src/numeric.

Run with: python3 coefficients.py   (mpmath 1.2.1 or newer; the printed digits do not depend on the version)

Chebyshev tables are the interpolants in 200 nodes at 60 digits, cut where all later terms are below 5e-18.
A table c stands for c[0] + c[1] T1(t) + c[2] T2(t) + ...
"""

from mpmath import cos, erfc, exp, fsum, log, loggamma, mp, mpf, pi

mp.dps = 60
NODES = 200


def chebyshev(function):
    angles = [pi * (k + mpf(1) / 2) / NODES for k in range(NODES)]
    values = [function(cos(angle)) for angle in angles]
    table = [2 * fsum(v * cos(j * angle) for v, angle in zip(values, angles)) / NODES for j in range(60)]
    table[0] /= 2
    while abs(table[-1]) < mpf("5e-18"):
        table.pop()
    return table


def scaled_erfc(t):
    """(1 + 2x) exp(x^2) erfc(x) at x = 3.75 (1 + t) / (1 - t): all of x in [0, inf)."""
    x = mpf("3.75") * (1 + t) / (1 - t)
    return (1 + 2 * x) * exp(x * x) * erfc(x)


def stirling(t):
    """a (ln Gamma(a+1) - (a + 1/2) ln a + a - ln(2 pi)/2) at a + 1 = 4 / (1 + t): all of a in [1, inf)."""
    a = 4 / (1 + t) - 1
    if a > mpf(10) ** 8:
        # The definition would cancel; here the asymptotic series has more digits than are asked for.
        return mpf(1) / 12 - 1 / (360 * a**2) + 1 / (1260 * a**4) - 1 / (1680 * a**6)
    return a * (loggamma(a + 1) - (a + mpf(1) / 2) * log(a) + a - log(2 * pi) / 2)


def log_gamma_1p(t):
    """ln Gamma(1 + a) / (a (a - 1)) at a = (1 + t) / 2: a in [0, 1]."""
    a = (1 + t) / 2
    return loggamma(1 + a) / (a * (a - 1))


def legendre(n, x):
    """P_n(x) and its slope, by the three-term recurrence."""
    before, value = mpf(1), x
    for k in range(2, n + 1):
        before, value = value, ((2 * k - 1) * x * value - (k - 1) * before) / k
    return value, n * (before - x * value) / (1 - x * x)


def gauss_legendre(n):
    """Positive nodes and their weights on [-1, 1], smallest node first; n is even."""
    pairs = []
    for k in reversed(range(n // 2)):
        x = cos(pi * (k + mpf(3) / 4) / (n + mpf(1) / 2))
        for _ in range(8):
            value, slope = legendre(n, x)
            x -= value / slope
        pairs.append((x, 2 / ((1 - x * x) * legendre(n, x)[1] ** 2)))
    return pairs


def show(title, numbers):
    print(f"// {title}")
    for number in numbers:
        print(f"  {float(number)!r},")


if __name__ == "__main__":
    show("normal.ts", chebyshev(scaled_erfc))
    show("log-gamma.ts: STIRLING", chebyshev(stirling))
    show("log-gamma.ts: LOG_GAMMA_1P", chebyshev(log_gamma_1p))
    pairs = gauss_legendre(32)
    show("tail-integral.ts: NODES", [x for x, _ in pairs])
    show("tail-integral.ts: WEIGHTS", [w for _, w in pairs])
