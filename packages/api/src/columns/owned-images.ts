import { type Draft, type DraftCodes, draftOfImages } from "./draft.ts";
import type { ImageRow } from "./image-query.ts";
import type { Owner } from "./numbered.ts";

/** Images of one organisation. */
export interface OwnedImages {
  readonly owner: Owner;
  readonly images: ImageRow;
}

/** The images of several organisations as one draft, with organisation and sector as columns. */
export function draftOfOwners(parts: readonly OwnedImages[]): Draft {
  const draft = draftOfImages(joinImages(parts.map(({ images }) => images)));
  const codes = new Map(draft.codes);
  codes.set(
    "organisation",
    ownerCodes(parts, ({ organisationId }) => organisationId),
  );
  codes.set(
    "sector",
    ownerCodes(parts, ({ sectorId }) => sectorId),
  );
  return { ...draft, codes };
}

function ownerCodes(parts: readonly OwnedImages[], idOf: (owner: Owner) => number | null): DraftCodes {
  const rows = parts.reduce((sum, { images }) => sum + images.rows, 0);
  const codes = new Int32Array(rows);
  const known = new Map<number | null, number>();
  let at = 0;
  for (const { owner, images } of parts) {
    const id = idOf(owner);
    const code = known.get(id) ?? known.size;
    known.set(id, code);
    codes.fill(code, at, at + images.rows);
    at += images.rows;
  }
  return { codes, values: Array.from(known.keys(), (id) => (id === null ? null : String(id))) };
}

/** Column after column put together, as if the database had aggregated all of them at once. */
function joinImages(parts: readonly ImageRow[]): ImageRow {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const longest = Math.max(...parts.map((part) => part.longest));
  const isEven = parts.every((part) => part.lengths === null && part.longest === longest);
  const bytes = (column: (part: ImageRow) => Buffer): Buffer => Buffer.concat(parts.map(column));
  const texts = (column: (part: ImageRow) => string | null, byDefault: string, between: string): string | null =>
    parts.every((part) => column(part) === null)
      ? null
      : parts.map((part) => column(part) ?? new Array<string>(part.rows).fill(byDefault).join(between)).join(between);
  return {
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    went: bytes((part) => part.went),
    days: bytes((part) => part.days),
    channels: bytes((part) => part.channels),
    touchpoints: bytes((part) => part.touchpoints),
    audiences: bytes((part) => part.audiences),
    weights: texts((part) => part.weights, "1", ","),
    scores: bytes((part) => part.scores),
    lengths: isEven ? null : bytes((part) => part.lengths ?? sameLengths(part)),
    longest,
    attributes: texts((part) => part.attributes, "{}", "\n"),
  };
}

function sameLengths({ rows, longest }: ImageRow): Buffer {
  const lengths = Buffer.alloc(4 * rows);
  for (let i = 0; i < rows; i++) lengths.writeInt32BE(longest, 4 * i);
  return lengths;
}
