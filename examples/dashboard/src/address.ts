/** What the reader chose; it stands in the address, so that a view can be sent to somebody. */
export interface Choice {
  /** Code of the instrument; null: the first. */
  readonly programme: string | null;
  readonly language: Language;
  /** `sector:bank` or `organisation:synthetic-bank-1`; null: everybody. */
  readonly who: string | null;
  /** `2011` or `all`; null: what suits the programme. */
  readonly period: string | null;
  /** Code of the outcome of driver impact; null: what suits the programme. */
  readonly outcome: string | null;
}

export const LANGUAGES = ["en", "nl"] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Reads a choice from the query string of an address.
 *
 * @example
 * readChoice("?programme=contact-monitor&lang=nl", []).language // => "nl"
 * readChoice("", ["nl-NL", "en"]).language // => "nl"
 */
export function readChoice(search: string, preferred: readonly string[]): Choice {
  const parameters = new URLSearchParams(search);
  const named = [parameters.get("lang") ?? "", ...preferred].map((tag) => tag.slice(0, 2).toLowerCase());
  const period = parameters.get("period");
  return {
    programme: parameters.get("programme"),
    language: LANGUAGES.find((language) => named.find(isLanguage) === language) ?? "en",
    who: parameters.get("who"),
    period: period !== null && /^(all|\d{4})$/.test(period) ? period : null,
    outcome: parameters.get("outcome"),
  };
}

/**
 * The query string of a choice.
 *
 * @example
 * writeChoice({ programme: "contact-monitor", language: "nl", who: null, period: null, outcome: null })
 * // => "?programme=contact-monitor&lang=nl"
 */
export function writeChoice({ programme, language, who, period, outcome }: Choice): string {
  const parameters = new URLSearchParams();
  const given = { programme, lang: language, who, period, outcome };
  for (const [name, value] of Object.entries(given)) if (value !== null) parameters.set(name, value);
  return `?${parameters.toString()}`;
}

function isLanguage(tag: string): tag is Language {
  return LANGUAGES.some((language) => language === tag);
}
