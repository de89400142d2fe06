/** A text per language. */
export type Labels = Readonly<Record<string, string>>;

/** The text in a language, or else in English, or else in any, or else the code itself. */
export function labelIn(labels: Labels, language: string, code: string): string {
  // Every object has a `constructor`, and none of ours is a language.
  const own = Object.hasOwn(labels, language) ? labels[language] : undefined;
  return own ?? labels["en"] ?? Object.values(labels)[0] ?? code;
}
