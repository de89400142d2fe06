"""Gamma and beta tails and their quantiles at 90 digits, from two methods that have nothing in common.

1. Quadrature of the density: t = x e^(-v) (gamma) or odds(t) = odds(x) e^(-v) (beta) makes the integrand log-concave and
   smooth on 0 <= v < inf. Gauss-Legendre with 80 nodes a panel, panels doubling in length, until it has fallen by e^-150.
2. Continued fractions (Legendre's for gamma, DLMF 8.17.22 for beta), backwards from a length that no longer matters.

`gamma_tails` and `beta_tails` use the first and, where the second is affordable (up to LONGEST terms), demand that both
agree to 1e-30. Arguments are exact: pass mpf(float).
"""

from functools import lru_cache

from mpmath import exp, expm1, log, log1p, loggamma, mp, mpf, sqrt

from coefficients import gauss_legendre

mp.dps = 90
NODES = 80
LONGEST = 20_000
FALL = 150
AGREE = mpf(10) ** -30

checked = {"both": 0, "quadrature only": 0}


@lru_cache(maxsize=1)
def rule():
    half = gauss_legendre(NODES)
    return half + [(-x, w) for x, w in half]


def integral(height, slope0, curvature0):
    """Integral of exp(-height(v)) over 0 <= v < inf for a convex height with height(0) = 0."""
    first = 1 / (abs(slope0) + sqrt(curvature0) + 1)
    total, left, length = mpf(0), mpf(0), first
    while True:
        middle, half = left + length / 2, length / 2
        total += half * sum(w * exp(-height(middle + half * x)) for x, w in rule())
        left += length
        if height(left) > FALL:
            return total
        # Doubling only while the panel is short against the fall of the integrand.
        if height(left) < 2:
            length *= mpf("1.5")
        elif height(left + 2 * length) - height(left) < 8:
            length *= 2


def agree(name, arguments, first, second):
    if abs(first / second - 1) > AGREE:
        raise ArithmeticError(f"{name}{arguments}: {first} and {second} differ")
    return first


def gamma_density(a, x):
    return exp(a * log(x) - x - loggamma(a))


def gamma_tail(a, x, side):
    """P(a, x) for side = -1, Q(a, x) for side = 1."""
    return gamma_density(a, x) * integral(
        lambda v: -side * a * v + x * expm1(side * v), side * (x - a), x
    )


def gamma_upper_fraction(a, x, length):
    tail = mpf(0)
    for n in range(length, 0, -1):
        tail = n * (a - n) / (x + 2 * n + 1 - a + tail)
    return gamma_density(a, x) / (x + 1 - a + tail)


def gamma_lower_fraction(a, x, length):
    """DLMF 8.9.1 in its ascending form: P = density / (a - a x/(a+1 + x/(a+2 - (a+1) x/(a+3 + 2x/...))))."""
    tail = mpf(0)
    for n in range(length, 0, -1):
        partial = n // 2 * x if n % 2 == 0 else -(a + n // 2) * x
        tail = partial / (a + n + tail)
    return gamma_density(a, x) / (a + tail)


def beta_density(a, b, x, y):
    return exp(a * log(x) + b * log(y) + loggamma(a + b) - loggamma(a) - loggamma(b))


def beta_lower(a, b, x, y):
    return beta_density(a, b, x, y) * integral(
        lambda v: a * v + (a + b) * log1p(x * expm1(-v)), a * y - b * x, (a + b) * x * y
    )


def beta_lower_fraction(a, b, x, y, length):
    tail = mpf(0)
    for n in range(length, 0, -1):
        m = n // 2
        if n % 2 == 0:
            d = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            d = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        tail = d / (1 + tail)
    return beta_density(a, b, x, y) / (a * (1 + tail))


def by_fraction(fraction):
    """The fraction at doubling lengths until two agree, or None when it is too long."""
    length, before = 160, None
    while length <= LONGEST:
        value = fraction(length)
        if before is not None and abs(value / before - 1) < AGREE / 100:
            return value
        length, before = 2 * length, value
    return None


def confirmed(name, arguments, value, fraction):
    other = by_fraction(fraction)
    checked["quadrature only" if other is None else "both"] += 1
    return value if other is None else agree(name, arguments, value, other)


@lru_cache(maxsize=None)
def gamma_tails(a, x, confirm=True):
    if x <= a:
        lower = gamma_tail(a, x, -1)
        if confirm:
            confirmed("P", (a, x), lower, lambda n: gamma_lower_fraction(a, x, n))
        return lower, 1 - lower
    upper = gamma_tail(a, x, 1)
    if confirm:
        confirmed("Q", (a, x), upper, lambda n: gamma_upper_fraction(a, x, n))
    return 1 - upper, upper


@lru_cache(maxsize=None)
def beta_tails(a, b, x, y, confirm=True):
    """x + y has to be 1 to all digits."""
    if a * y < b * x:
        upper, lower = beta_tails(b, a, y, x, confirm)
        return lower, upper
    lower = beta_lower(a, b, x, y)
    if confirm:
        confirmed("I", (a, b, x), lower, lambda n: beta_lower_fraction(a, b, x, y, n))
    return lower, 1 - lower


def solve(tails, density, tilt, lower, upper, start):
    """u with lower tail `lower` (= 1 - upper): the smaller tail has a concave logarithm, so steps along its tangent
    parabola (or tangent, where the parabola has no root) converge; the last one is checked by what it leaves."""
    side = 1 if lower <= upper else -1
    target = log(min(lower, upper))
    u = start
    for _ in range(500):
        tail = tails(u)[0 if side == 1 else 1]
        gap = log(tail) - target
        slope = side * density(u) / tail
        if abs(gap) < mpf(10) ** -25:
            return u - gap / slope
        root = 1 - 2 * gap * (tilt(u) / slope - 1)
        u -= (2 / (1 + sqrt(root)) if root > 0 else 1) * gap / slope
    raise ArithmeticError(f"no root from {start}")


def gamma_quantile(a, lower, upper):
    """ln x"""
    return solve(
        lambda u: gamma_tails(a, exp(u), False),
        lambda u: gamma_density(a, exp(u)),
        lambda u: a - exp(u),
        lower,
        upper,
        log(a),
    )


def share(u):
    """x and 1 - x at log odds u"""
    return 1 / (1 + exp(-u)), 1 / (1 + exp(u))


def beta_quantile(a, b, lower, upper):
    """ln (x / y)"""
    return solve(
        lambda u: beta_tails(a, b, *share(u), False),
        lambda u: beta_density(a, b, *share(u)),
        lambda u: a * share(u)[1] - b * share(u)[0],
        lower,
        upper,
        log(a / b),
    )
