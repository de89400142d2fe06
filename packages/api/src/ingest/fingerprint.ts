import { createHmac, hash } from "node:crypto";
import type { ResponseDraft } from "./response-draft.ts";

/**
 * The stored form of a respondent key: HMAC-SHA-256 with the salt of this database. The organisation is part of it, so one person cannot
 * be followed from one organisation to another.
 */
export function hashRespondentKey(salt: Uint8Array, organisationId: number, key: string): Buffer {
  return createHmac("sha256", salt).update(`${organisationId}\0${key}`).digest();
}

/** What is left of a response that was erased: its external id, hashed as a respondent key is. No key holds the NUL after the organisation's. */
export function hashErasedResponse(salt: Uint8Array, owner: ErasedOwner, externalId: string): Buffer {
  return createHmac("sha256", salt)
    .update(`${owner.organisationId}\0response\0${owner.instrumentId}\0${externalId}`)
    .digest();
}

interface ErasedOwner {
  readonly organisationId: number;
  readonly instrumentId: number;
}

/** Of all that a response says, so that two of them are the same exactly when nothing has to be written. */
export function hashContent(draft: ResponseDraft, respondentKey: Buffer | null): Buffer {
  const attributes = Object.entries(draft.attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const content = [
    respondentKey?.toString("hex") ?? null,
    draft.respondedAt,
    draft.channel,
    draft.touchpoint,
    draft.audience,
    draft.weight,
    draft.scores.toString("hex"),
    attributes,
    draft.texts,
    draft.numbers,
  ];
  return hash("sha256", JSON.stringify(content), "buffer");
}
