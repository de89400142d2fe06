import { roundHalfAway } from "@klik/metrics-core";

/** 0.345 to "0.35", −0.7 to "−0.70": rounded once, with a real minus sign. */
export function fixed(value, places) {
  return roundHalfAway(value, places).toFixed(places).replace("-", "−");
}

/** The same with a plus sign before gains. */
export function signed(value, places) {
  return `${roundHalfAway(value, places) > 0 ? "+" : ""}${fixed(value, places)}`;
}

/** 1974 to "1,974". */
export function grouped(value) {
  return fixed(value, 0).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** 0.345 to "34.5" or, without places, "35". */
export function percent(share, places = 0) {
  return fixed(100 * share, places);
}

/** A probability, never 0 or 100%: it was counted over a number of samples. */
export function chance(probability) {
  if (probability < 0.005) return "<1%";
  return probability > 0.995 ? ">99%" : `${percent(probability)}%`;
}

/** Both ends of an interval in words. */
export function range({ low, high }, format) {
  return low === high ? format(low) : `${format(low)} to ${format(high)}`;
}

/** Standard errors on either side of an estimate in its 95% interval. */
export const MARGIN = 1.959963984540054;
