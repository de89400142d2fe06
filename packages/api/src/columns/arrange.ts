import { type Codes, MARK } from "@klik/metrics-core/columns";
import { type Block, type CodeColumn, type ColumnName, MOST_ROWS, type RunColumn, type WeightUnits } from "./block.ts";
import type { Draft, DraftCodes } from "./draft.ts";

/**
 * A block of some rows of a draft, all of them unless listed; `null` for no rows. Rows are put in order, dictionaries hold
 * only what is used, and columns that hold nothing but their default are left out.
 *
 * @param listed - numbers of rows, at most 65,536
 */
export function blockOf(draft: Draft, listed?: Int32Array): Block | null {
  const rows = listed ?? Int32Array.from({ length: draft.rows }, (_, row) => row);
  if (rows.length === 0) return null;
  if (rows.length > MOST_ROWS) throw new RangeError(`blockOf: expected at most ${MOST_ROWS} rows, got ${rows.length}`);
  const { order, runs } = arrange(draft, rows);
  const codes = new Map<ColumnName, CodeColumn>();
  for (const [name, column] of draft.codes) {
    const { codes: own, values } = narrow(column, order);
    if (values.length > 1 || values[0] !== null) codes.set(name, { kind: "codes", codes: own, values });
  }
  const slots = new Map<number, Uint8Array>();
  for (const [slot, bytes] of draft.slots) {
    const own = new Uint8Array(order.length);
    for (let i = 0; i < own.length; i++) own[i] = bytes[order[i]!]!;
    if (own.some((byte) => byte !== MARK.MISSING)) slots.set(slot, own);
  }
  return { runs, codes, slots, weights: draft.weights === null ? null : weightsOf(narrow(draft.weights, order)) };
}

/** All rows of a draft in as many blocks as they need. */
export function blocksOf(draft: Draft): readonly Block[] {
  const blocks: Block[] = [];
  for (let from = 0; from < draft.rows; from += MOST_ROWS) {
    const rows = Int32Array.from({ length: Math.min(MOST_ROWS, draft.rows - from) }, (_, i) => from + i);
    blocks.push(blockOf(draft, rows)!); // not empty
  }
  return blocks;
}

/** Those that came before those that went, each by day; otherwise in the order given. */
function arrange({ went, days }: Draft, rows: Int32Array): { readonly order: Int32Array; readonly runs: RunColumn } {
  const distinct = [...new Set(Array.from(rows, (row) => days[row]!))].sort((a, b) => a - b);
  const rank = new Map(distinct.map((day, i) => [day, i]));
  const places = Int32Array.from(rows, (row) => went[row]! * distinct.length + rank.get(days[row]!)!);
  const counts = new Int32Array(2 * distinct.length);
  for (const place of places) counts[place]!++;
  const next = new Int32Array(counts.length);
  for (let place = 1; place < counts.length; place++) next[place] = next[place - 1]! + counts[place - 1]!;
  const order = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) order[next[places[i]!]!++] = rows[i]!;
  // Each has moved to the end of its run.
  const used = [...counts.keys()].filter((place) => counts[place]! > 0);
  return {
    order,
    runs: {
      kind: "runs",
      rows: rows.length,
      came: next[distinct.length - 1]!,
      days: Int32Array.from(used, (place) => distinct[place % distinct.length]!),
      ends: Int32Array.from(used, (place) => next[place]!),
    },
  };
}

/** The codes of the rows in order, numbered anew by first use, in as few bytes as they need. */
function narrow(
  { codes, values }: DraftCodes,
  order: Int32Array,
): { readonly codes: Codes; readonly values: (string | null)[] } {
  if (codes === null) return { codes: null, values: [values[0]!] };
  const renamed = new Int32Array(values.length).fill(-1);
  const used: (string | null)[] = [];
  const wide = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const code = codes[order[i]!]!;
    if (renamed[code] === -1) renamed[code] = used.push(values[code]!) - 1;
    wide[i] = renamed[code]!;
  }
  if (used.length === 1) return { codes: null, values: used };
  return { codes: used.length <= 256 ? Uint8Array.from(wide) : Uint16Array.from(wide), values: used };
}

function weightsOf({
  codes,
  values,
}: {
  readonly codes: Codes;
  readonly values: readonly (string | null)[];
}): WeightUnits | null {
  const texts = values as readonly string[]; // weights are never null
  if (texts.length === 1 && texts[0] === "1") return null;
  const decimals = texts.map((text) => text.split("."));
  const places = Math.max(...decimals.map(([, fraction = ""]) => fraction.length));
  const units = decimals.map(([whole = "", fraction = ""]) => BigInt(whole + fraction.padEnd(places, "0")));
  return { kind: "weights", codes, units, places };
}
