import { pointsOf, type Scale } from "@klik/metrics-core";

/**
 * Reads raw codes as points of a scale: the index by its text, one map a scale.
 *
 * A category has its code; a number is known in its shortest form, see `plainNumber`.
 */
export function indexByText(scale: Scale): ReadonlyMap<string, number> {
  const texts = scale.codes ?? pointsOf(scale).map(String);
  return new Map(texts.map((text, index) => [text, index]));
}

/**
 * A decimal number in its shortest form: "4.50" is "4.5". `null` when the text is no plain decimal number: no exponent, no plus, no
 * leading zeros, no thousands separator.
 *
 * @example
 * plainNumber("4.0") // => "4"
 */
export function plainNumber(text: string): string | null {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return null;
  const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return short === "-0" ? "0" : short;
}
