import { gammaDensity, gammaTails, type Tails } from "./gamma-tails.ts";
import { logGamma1p, logGamma } from "./log-gamma.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { tailQuantile } from "./tail-quantile.ts";

/** Quantile of the gamma distribution with shape a > 0 and scale 1, for two tails above 0; 0 where it underflows. */
export function gammaQuantile(a: number, target: Tails): number {
  // P(a, x) = x^a / Γ(a + 1) · (1 − a x / (a + 1) + …)
  const logLower = target.lower < 0.5 ? Math.log(target.lower) : Math.log1p(-target.upper);
  const leading = (logLower + (a < 1 ? logGamma1p(a) : logGamma(a + 1))) / a;
  const x = Math.exp(leading);
  if (x < 1e-17) return x;
  const start = x < 0.3 * (a + 1) ? leading + x / (a + 1) - Math.log(a) : Math.log(wilsonHilferty(a, target));
  // In the logarithm of x / a, which keeps the digits that large shapes need beside the mean.
  const u = tailQuantile(target, start, 0, (at) => {
    const point = a * Math.exp(at);
    return { tails: gammaTails(a, point), density: gammaDensity(a, point), tilt: -a * Math.expm1(at) };
  });
  return a * Math.exp(u);
}

/** A first guess at the quantile over the shape: the cube root of a gamma variable is nearly normal. */
function wilsonHilferty(a: number, { lower, upper }: Tails): number {
  const z = lower < upper ? normalQuantile(lower) : -normalQuantile(upper);
  return Math.max(0.1, 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a))) ** 3;
}
