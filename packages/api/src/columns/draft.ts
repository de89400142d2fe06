import { MARK } from "@klik/metrics-core/columns";
import { attributesOf } from "./attribute-text.ts";
import type { Block, CodeColumn, ColumnName, WeightUnits } from "./block.ts";
import type { ImageRow } from "./image-query.ts";

/** Signed rows by column in any order and number: what a block is made from. */
export interface Draft {
  readonly rows: number;
  /** 1 for a row that went. */
  readonly went: Uint8Array;
  readonly days: Int32Array;
  readonly codes: ReadonlyMap<ColumnName, DraftCodes>;
  readonly slots: ReadonlyMap<number, Uint8Array>;
  /** Values are decimals as text; `null`: all are 1. */
  readonly weights: DraftCodes | null;
}

/** As `CodeColumn`, but with as many codes as needed. `codes: null`: every row has code 0. */
export interface DraftCodes {
  readonly codes: ArrayLike<number> | null;
  readonly values: readonly (string | null)[];
}

/** Images as the database aggregates them. */
export function draftOfImages(images: ImageRow): Draft {
  const { rows, weights, attributes } = images;
  const codes = new Map<ColumnName, DraftCodes>([
    ["channel", codesOfIds(images.channels, rows)],
    ["touchpoint", codesOfIds(images.touchpoints, rows)],
    ["audience", codesOfIds(images.audiences, rows)],
  ]);
  if (attributes !== null) addAttributes(attributes.split("\n"), codes);
  const days = new Int32Array(rows);
  for (let i = 0; i < rows; i++) days[i] = integerAt(images.days, i);
  return {
    rows,
    went: images.went,
    days,
    codes,
    slots: slotsOf(images),
    weights: weights === null ? null : codesOf(weights.split(","), (weight) => weight),
  };
}

/** The i-th whole number of 4 bytes; `readInt32BE` checks what is known here. */
const integerAt = (bytes: Buffer, i: number): number =>
  (bytes[4 * i]! << 24) | (bytes[4 * i + 1]! << 16) | (bytes[4 * i + 2]! << 8) | bytes[4 * i + 3]!;

function codesOfIds(ids: Buffer, rows: number): DraftCodes {
  const known = new Map<number, number>();
  const codes = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    const id = integerAt(ids, i);
    let code = known.get(id);
    if (code === undefined) {
      code = known.size;
      known.set(id, code);
    }
    codes[i] = code;
  }
  return { codes, values: Array.from(known.keys(), (id) => (id === 0 ? null : String(id))) };
}

function slotsOf({ rows, scores, lengths, longest }: ImageRow): ReadonlyMap<number, Uint8Array> {
  const slots = Array.from({ length: longest }, () => new Uint8Array(rows).fill(MARK.MISSING));
  for (let i = 0, at = 0; i < rows; i++) {
    const length = lengths === null ? longest : integerAt(lengths, i);
    for (let slot = 0; slot < length; slot++) slots[slot]![i] = scores[at++]!;
  }
  return new Map(slots.entries());
}

function codesOf(texts: readonly string[], valueOf: (text: string) => string | null): DraftCodes {
  const known = new Map<string, number>();
  const codes = new Int32Array(texts.length);
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]!;
    let code = known.get(text);
    if (code === undefined) {
      code = known.size;
      known.set(text, code);
    }
    codes[i] = code;
  }
  return { codes, values: Array.from(known.keys(), valueOf) };
}

/** Objects that are written alike are read once. */
function addAttributes(objects: readonly string[], into: Map<ColumnName, DraftCodes>): void {
  const { codes, values } = codesOf(objects, (text) => text);
  const read = values.map((text) => attributesOf(text ?? "{}"));
  for (const name of new Set(read.flatMap((members) => [...members.keys()]))) {
    const column = codesOf(
      read.map((members) => textOrNull(members.get(name))),
      (text) => (text === "" ? null : text.slice(1)),
    );
    into.set(`attribute:${name}`, {
      codes: Int32Array.from(codes as Int32Array, (object) => (column.codes as Int32Array)[object]!), // as codesOf makes them
      values: column.values,
    });
  }
}

/** "" is none, and text gets a mark in front, so that an empty text is not none. */
const textOrNull = (value: string | null | undefined): string =>
  value === null || value === undefined ? "" : `=${value}`;

/** A block taken apart again. */
export function draftOfBlock({ runs, codes, slots, weights }: Block): Draft {
  const days = new Int32Array(runs.rows);
  let from = 0;
  for (let run = 0; run < runs.days.length; run++) {
    days.fill(runs.days[run]!, from, runs.ends[run]!);
    from = runs.ends[run]!;
  }
  return {
    rows: runs.rows,
    went: new Uint8Array(runs.rows).fill(1, runs.came),
    days,
    codes: new Map([...codes].map(([name, { codes, values }]: [ColumnName, CodeColumn]) => [name, { codes, values }])),
    slots,
    weights:
      weights === null ? null : { codes: weights.codes, values: weights.units.map((unit) => decimalOf(unit, weights)) },
  };
}

/** 15n with 1 place is "1.5"; no zeros at the end. */
export function decimalOf(unit: bigint, { places }: Pick<WeightUnits, "places">): string {
  const digits = unit.toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

/** The rows of several drafts, one draft after the other. */
export function joinDrafts(drafts: readonly Draft[]): Draft {
  const rows = drafts.reduce((sum, draft) => sum + draft.rows, 0);
  const went = new Uint8Array(rows);
  const days = new Int32Array(rows);
  let at = 0;
  for (const draft of drafts) {
    went.set(draft.went, at);
    days.set(draft.days, at);
    at += draft.rows;
  }
  const codes = new Map<ColumnName, DraftCodes>();
  for (const name of new Set(drafts.flatMap((draft) => [...draft.codes.keys()]))) {
    codes.set(
      name,
      joinCodes(drafts, (draft) => draft.codes.get(name) ?? { codes: null, values: [null] }, rows),
    );
  }
  const slots = new Map<number, Uint8Array>();
  for (const slot of new Set(drafts.flatMap((draft) => [...draft.slots.keys()]))) {
    const bytes = new Uint8Array(rows).fill(MARK.MISSING);
    let from = 0;
    for (const draft of drafts) {
      const part = draft.slots.get(slot);
      if (part !== undefined) bytes.set(part, from);
      from += draft.rows;
    }
    slots.set(slot, bytes);
  }
  const weighted = drafts.some((draft) => draft.weights !== null);
  const weights = weighted ? joinCodes(drafts, (draft) => draft.weights ?? { codes: null, values: ["1"] }, rows) : null;
  return { rows, went, days, codes, slots, weights };
}

function joinCodes(drafts: readonly Draft[], columnOf: (draft: Draft) => DraftCodes, rows: number): DraftCodes {
  const known = new Map<string | null, number>();
  const joined = new Int32Array(rows);
  let at = 0;
  for (const draft of drafts) {
    const { codes, values } = columnOf(draft);
    const renamed = Int32Array.from(values, (value) => {
      const code = known.get(value) ?? known.size;
      known.set(value, code);
      return code;
    });
    if (codes === null) joined.fill(renamed[0]!, at, at + draft.rows);
    else for (let i = 0; i < draft.rows; i++) joined[at + i] = renamed[codes[i]!]!;
    at += draft.rows;
  }
  return { codes: joined, values: [...known.keys()] };
}
