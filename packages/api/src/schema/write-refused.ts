import { InputError, type InputErrorCode, type InputIssue } from "../input-error.ts";
import { builder } from "./builder.ts";

/** Input that its sender can mend, as data. */
export interface WriteRefused {
  readonly kind: "refused";
  readonly code: WriteRefusalCode;
  readonly message: string;
  readonly issues: readonly InputIssue[];
}

const CODES = {
  INPUT_INVALID: "A value or a list that breaks a rule; `issues` or the message says which.",
  INSTRUMENT_INVALID: "The definition of an instrument breaks a rule; `issues` says which.",
  INSTRUMENT_NOT_FOUND: "No instrument has this code.",
  ORGANISATION_NOT_FOUND: "No organisation has this code.",
  KEY_NOT_FOUND: "No key has this prefix.",
  CREATION_FORBIDDEN:
    "New organisations, sectors, channels or touchpoints were asked for with a key that may not make them.",
  IDEMPOTENCY_KEY_INVALID: "The idempotency key is not 1 to 255 visible ASCII characters.",
  IDEMPOTENCY_MISMATCH: "The idempotency key was used for another request less than a day ago.",
  IDEMPOTENCY_IN_PROGRESS: "A request with this idempotency key is being worked on: try again in a second.",
} as const;

export type WriteRefusalCode = keyof typeof CODES;

const WriteRefusalCodeType = builder.enumType("WriteRefusalCode", {
  description: "Why nothing was written.",
  values: Object.fromEntries(Object.entries(CODES).map(([code, description]) => [code, { description }])) as Record<
    WriteRefusalCode,
    { description: string }
  >, // the keys of that object
});

const InputIssueType = builder.objectRef<InputIssue>("InputIssue").implement({
  description: "One thing to mend.",
  fields: (t) => ({
    path: t.exposeString("path", { description: "Where in the input, as questions[3].scale; empty: the whole." }),
    expected: t.exposeString("expected", { description: "What would be right." }),
    got: t.exposeString("got", { description: "What came, at most 40 characters of it." }),
  }),
});

export const WriteRefusedType = builder.objectRef<WriteRefused>("WriteRefused").implement({
  description: "Nothing was written, for a reason that whoever asked can mend.",
  fields: (t) => ({
    code: t.expose("code", { type: WriteRefusalCodeType, description: "Stable; act on this." }),
    message: t.exposeString("message", {
      description: "One sentence for people: where, what was expected, what came.",
    }),
    issues: t.expose("issues", {
      type: [InputIssueType],
      description: "All that is to mend; empty when the message says it.",
    }),
  }),
});

const CODE_OF: Readonly<Partial<Record<InputErrorCode, WriteRefusalCode>>> = {
  INSTRUMENT_INVALID: "INSTRUMENT_INVALID",
  INSTRUMENT_UNKNOWN: "INSTRUMENT_NOT_FOUND",
  ORGANISATION_UNKNOWN: "ORGANISATION_NOT_FOUND",
  INPUT_INVALID: "INPUT_INVALID",
  RESPONDENT_INVALID: "INPUT_INVALID",
  KEY_UNKNOWN: "KEY_NOT_FOUND",
  KEY_INVALID: "INPUT_INVALID",
  CREATION_FORBIDDEN: "CREATION_FORBIDDEN",
  IDEMPOTENCY_KEY_INVALID: "IDEMPOTENCY_KEY_INVALID",
  IDEMPOTENCY_MISMATCH: "IDEMPOTENCY_MISMATCH",
  IDEMPOTENCY_IN_PROGRESS: "IDEMPOTENCY_IN_PROGRESS",
};

export const refused = (code: WriteRefusalCode, message: string, issues: readonly InputIssue[] = []): WriteRefused => ({
  kind: "refused",
  code,
  message,
  issues,
});

/** Writes; what the sender can mend becomes data, all else stays an error. */
export async function orRefused<T>(write: () => Promise<T>): Promise<T | WriteRefused> {
  try {
    return await write();
  } catch (error) {
    const code = error instanceof InputError ? CODE_OF[error.code] : undefined;
    if (!(error instanceof InputError) || code === undefined) throw error;
    const message =
      code === "INSTRUMENT_NOT_FOUND"
        ? "instrument: expected the code of an instrument, got another"
        : (error.message.split("\n")[0] ?? "");
    return refused(code, message, error.issues);
  }
}

/** Tells the members of a result union apart. */
export const isRefused = (value: unknown): value is WriteRefused =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "refused";
