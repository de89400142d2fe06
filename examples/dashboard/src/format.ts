import type { Language } from "./address.ts";
import type { Unit } from "./generated/graphql.ts";

/** How finely a number is written: on a card, around it (an interval, a difference), or in a table. */
type Detail = "card" | "around" | "table";

export interface Format {
  /** A number in its unit: `+4`, `59%`, `7.5`. */
  readonly value: (value: number, unit: Unit, detail?: Detail) => string;
  /** A difference in that unit, with its sign; shares differ by points. */
  readonly difference: (value: number, unit: Unit, detail?: Detail) => string;
  readonly count: (value: number) => string;
  readonly decimal: (value: number, decimals: number, sign?: "signed") => string;
  /** `2011-Q2` in words: `Q2 2011`. */
  readonly period: (label: string) => string;
}

const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", nl: "nl-NL" };

/** Digits after the decimal sign. */
const DECIMALS: Readonly<Record<Unit, Readonly<Record<Detail, number>>>> = {
  POINTS: { card: 0, around: 0, table: 1 },
  INDEX: { card: 0, around: 0, table: 1 },
  SHARE: { card: 0, around: 0, table: 1 },
  SCALE: { card: 1, around: 2, table: 2 },
  RATIO: { card: 1, around: 2, table: 2 },
};

/** Writes numbers as people of a language do; rounds once, halves away from zero, and writes a minus instead of a hyphen. */
export function formatOf(language: Language): Format {
  const locale = LOCALES[language];
  const written = (value: number, decimals: number, rest: Intl.NumberFormatOptions = {}): string =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: "negative",
      ...rest,
    })
      .format(value)
      .replaceAll("-", "−");
  const signed = { signDisplay: "exceptZero" } as const;
  return {
    value: (value, unit, detail = "card") =>
      written(value, DECIMALS[unit][detail], {
        ...(unit === "POINTS" ? signed : {}),
        ...(unit === "SHARE" ? { style: "percent" } : {}),
      }),
    difference: (value, unit, detail = "around") =>
      written(unit === "SHARE" ? 100 * value : value, DECIMALS[unit][detail], signed),
    count: (value) => written(value, 0),
    decimal: (value, decimals, sign) => written(value, decimals, sign === "signed" ? signed : {}),
    period: (label) => periodText(label, locale),
  };
}

function periodText(label: string, locale: string): string {
  const quarter = /^(\d{4})-Q(\d)$/.exec(label);
  if (quarter !== null) return `${locale === "nl-NL" ? "K" : "Q"}${quarter[2]} ${quarter[1]}`;
  const month = /^(\d{4})-(\d\d)$/.exec(label);
  if (month === null) return label;
  const first = new Date(Date.UTC(Number(month[1]), Number(month[2]) - 1, 1));
  return new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(first);
}
