import { setImmediate as nextRound } from "node:timers/promises";
import type { Data, DataType } from "apache-arrow";
import type { Cell, MetricsTable } from "./rows.ts";

/**
 * Where the library is, found when the process starts: beside an embedded database Node now and then takes a linked folder for a real
 * one later on, and then does not find what the library needs itself.
 */
const ARROW: string = typeof import.meta.resolve === "function" ? import.meta.resolve("apache-arrow") : "apache-arrow";

const NUMBERS = ["value", "lower", "upper", "level", "standard_error", "weighted_n"];
const DAYS = ["period_from", "period_until"];

/**
 * The table as an Arrow file, known as Feather too: numbers as float64, exactly those of CSV, `n` as int64, days as date32 and texts as
 * dictionaries of UTF-8. The same table is always the same bytes.
 */
export async function arrowOf({ columns, rows }: MetricsTable): Promise<Uint8Array> {
  // Loaded by the first who asks: it takes a server 80 ms.
  const arrow = (await import(ARROW)) as typeof import("apache-arrow");
  const typeOf = (name: string, at: number): DataType => {
    if (NUMBERS.includes(name)) return new arrow.Float64();
    if (name === "n") return new arrow.Int64();
    if (DAYS.includes(name)) return new arrow.DateDay();
    // Without an id of its own a dictionary is numbered by how many were made before.
    return new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), at);
  };
  const fields = columns.map((name, at) => new arrow.Field(name, typeOf(name, at), true));
  const schema = new arrow.Schema(fields);
  const children: Data[] = [];
  for (const [at, { name, type }] of fields.entries()) {
    const cells = rows.map((row) => cellOf(name, row[at] ?? null));
    children.push(arrow.vectorFromArray(cells, type).data[0]!); // it makes one piece
    await nextRound(); // others have their turn
  }
  const data = arrow.makeData({ type: new arrow.Struct(fields), length: rows.length, nullCount: 0, children });
  // A batch of no rows would come without its dictionaries, and other readers refuse that.
  const batches = rows.length === 0 ? [] : [new arrow.RecordBatch(schema, data)];
  return arrow.tableToIPC(new arrow.Table(schema, batches), "file");
}

/** As the builders of Arrow take it. */
function cellOf(name: string, cell: Cell): Cell | bigint {
  if (typeof cell === "number" && name === "n") return BigInt(cell);
  return typeof cell === "string" && DAYS.includes(name) ? Date.parse(cell) : cell;
}
