/** Points above or below the mean of a statement (1 to 5). */
interface Effect {
  readonly functional: number;
  readonly emotional: number;
}
interface Place extends Effect {
  readonly code: string;
  /** Of all contacts, in percent. */
  readonly share: number;
}

/** Published: banks clearly above telecom. */
export const SECTORS: readonly (Effect & { readonly code: string })[] = [
  { code: "bank", functional: 0.25, emotional: 0.2 },
  { code: "insurance", functional: 0.05, emotional: 0.05 },
  { code: "energy", functional: -0.05, emotional: -0.05 },
  { code: "telecom", functional: -0.25, emotional: -0.2 },
];

/** Published: the phone is used most; experience is best at the counter, then on the website, then by phone, and worst on social media. */
export const CHANNELS: readonly Place[] = [
  { code: "phone", share: 42, functional: 0, emotional: 0 },
  { code: "web", share: 22, functional: 0.2, emotional: 0.2 },
  { code: "email", share: 12, functional: -0.2, emotional: -0.2 },
  { code: "counter", share: 10, functional: 0.45, emotional: 0.5 },
  { code: "social_media", share: 8, functional: -0.5, emotional: -0.5 },
  { code: "chat", share: 6, functional: -0.15, emotional: -0.25 },
];

/** Published: the emotional experience is best at the start of the relation and worst when complaining. */
export const TOUCHPOINTS: readonly Place[] = [
  { code: "start", share: 14, functional: 0.1, emotional: 0.5 },
  { code: "information", share: 26, functional: 0.1, emotional: 0.1 },
  { code: "change", share: 12, functional: 0.05, emotional: 0.05 },
  { code: "invoice", share: 18, functional: 0, emotional: -0.1 },
  { code: "service_request", share: 16, functional: 0, emotional: 0 },
  { code: "complaint", share: 14, functional: -0.3, emotional: -0.6 },
];

/** Published: the first three are above expectation most, the last two are lowest. The two between are ours. */
export const STATEMENTS = [
  { code: "available", dimension: "functional", mean: 3.6 },
  { code: "keeps_promises", dimension: "functional", mean: 3.55 },
  { code: "easy", dimension: "functional", mean: 3.5 },
  { code: "clear", dimension: "functional", mean: 3.25 },
  { code: "kind", dimension: "emotional", mean: 3.15 },
  { code: "interested", dimension: "emotional", mean: 2.8 },
  { code: "important", dimension: "emotional", mean: 2.65 },
] as const;
