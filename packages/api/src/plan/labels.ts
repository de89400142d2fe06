/** A text per language. */
export type Labels = Readonly<Record<string, string>>;

/** The text in a language, or else in English, or else in any, or else the code itself. */
export function labelIn(labels: Labels, language: string, code: string): string {
  return labels[language] ?? labels["en"] ?? Object.values(labels)[0] ?? code;
}
