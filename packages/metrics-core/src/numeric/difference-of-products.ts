const SPLIT = 134_217_729; // 2^27 + 1

/**
 * a·b − c·d without the loss of digits that the plain expression suffers when the two products are nearly equal.
 *
 * The rounding errors of both products are recovered (Dekker 1971) and added back; the result is within two units in the last place.
 * Integers whose products stay below 2^53 are exact without it, and take the short way.
 */
export function differenceOfProducts(a: number, b: number, c: number, d: number): number {
  const ab = a * b;
  const cd = c * d;
  if (
    Math.abs(ab) <= Number.MAX_SAFE_INTEGER &&
    Math.abs(cd) <= Number.MAX_SAFE_INTEGER &&
    isWhole(a, b) &&
    isWhole(c, d)
  )
    return ab - cd;
  return ab - cd + (productError(a, b, ab) - productError(c, d, cd));
}

function isWhole(a: number, b: number): boolean {
  return Math.floor(a) === a && Math.floor(b) === b;
}

/** a·b − fl(a·b), exactly, unless it underflows. */
function productError(a: number, b: number, product: number): number {
  const ta = SPLIT * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = SPLIT * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}
