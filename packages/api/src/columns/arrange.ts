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
    let all = MARK.MISSING as number;
    for (let i = 0; i < own.length; i++) {
      const byte = bytes[order[i]!]!;
      own[i] = byte;
      all &= byte;
    }
    if (all !== MARK.MISSING) slots.set(slot, own);
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

/** More rows than a draft has, and more days than there are between any two dates. */
const ROW_LIMIT = 2 ** 22;
const DAY_LIMIT = 2 ** 23;

/** Those that came before those that went, each by day; otherwise in the order given. */
function arrange({ went, days }: Draft, rows: Int32Array): { readonly order: Int32Array; readonly runs: RunColumn } {
  let first = days[rows[0]!]!;
  for (let i = 0; i < rows.length; i++) first = Math.min(first, days[rows[i]!]!);
  // Numbers sort many times faster than rows with a function to compare them.
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    keys[i] = (went[row]! * DAY_LIMIT + days[row]! - first) * ROW_LIMIT + i;
  }
  keys.sort();
  const order = new Int32Array(rows.length);
  const runDays: number[] = [];
  const ends: number[] = [];
  let came = 0;
  for (let i = 0, place = -1; i < rows.length; i++) {
    const now = Math.floor(keys[i]! / ROW_LIMIT);
    const row = rows[keys[i]! - now * ROW_LIMIT]!;
    order[i] = row;
    came += 1 - went[row]!;
    if (now !== place) {
      place = now;
      runDays.push(days[row]!);
      ends.push(i);
    }
    ends[ends.length - 1] = i + 1;
  }
  const runs: RunColumn = {
    kind: "runs",
    rows: rows.length,
    came,
    days: Int32Array.from(runDays),
    ends: Int32Array.from(ends),
  };
  return { order, runs };
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
