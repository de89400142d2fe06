import { dot, gridX, type Markish, plot, ruleX, ruleY, text } from "@observablehq/plot";
import { domainOf } from "./domain.ts";
import { frame } from "./frame.ts";
import type { Mark, Row } from "./row.ts";

export interface RowsOptions {
  /** Bars from 0; otherwise dots. */
  readonly kind: "bars" | "dots";
  /** Ends of the scale; left out: as far as the marks reach. */
  readonly domain?: readonly [number, number];
  /** Where a dashed line stands. */
  readonly reference?: number;
  readonly format: (value: number) => string;
}

/** Below this width the labels stand above their marks. */
const NARROW = 520;
const LANE = 14;
const LINE = 14;
/** Width of a letter: generous, because fonts differ. */
const LETTER = 6.2;
/** Words stay readable where they cross a line. */
const HALO = { stroke: "var(--paper)", strokeWidth: 4 } as const;

/** Rows of values with their intervals, labels at the left and figures at the right. */
export function rowsPlot(rows: readonly Row[], options: RowsOptions, width: number): Element {
  const { kind, reference, format } = options;
  const endWidth = Math.min(widthOfEnds(rows), 0.45 * width);
  const isNarrow = width < NARROW;
  const lanes = Math.max(1, ...rows.map(({ marks }) => marks.length));
  const column = Math.round(Math.min(240, width * 0.36));
  const longest = LETTER * Math.max(0, ...rows.map(({ label }) => label.length));
  const isStacked = isNarrow || longest > 2 * column;
  const moreLines = isStacked ? Math.max(0, Math.ceil(longest / (width - endWidth)) - 1) : 0;
  const height = (isStacked ? 50 : 40) + LANE * (lanes - 1) + LINE * moreLines;
  const below = isStacked ? 10 + (LINE * moreLines) / 2 : 0;
  const marginLeft = isStacked ? 4 : column;
  const domain = options.domain ?? domainOf(endsOf(rows), { withZero: kind === "bars", reference });
  const labelled = rows.map((row, index) => ({ ...row, index }));
  const ticks = Math.max(3, Math.min(5, Math.floor((width - marginLeft - endWidth) / 60)));
  const left = { y: "index", frameAnchor: "left", textAnchor: "start" } as const;
  const right = { y: "index", frameAnchor: "right", textAnchor: "end", dx: endWidth } as const;
  const hasNotes = rows.some(({ endNote }) => endNote !== undefined);
  return frame(
    plot({
      width,
      height: 30 + height * rows.length,
      marginLeft,
      marginRight: endWidth,
      marginTop: 4,
      marginBottom: 26,
      x: { domain: [...domain], tickFormat: format, ticks, label: null, tickSize: 0, clamp: true },
      y: { type: "band", domain: rows.map((_, index) => index), axis: null, padding: 0 },
      marks: [
        gridX({ ticks, stroke: "var(--grid)", strokeOpacity: 1 }),
        ...lanesOf(rows).flatMap(({ lane, of, marks }) => {
          const dy = below + (lane - (of - 1) / 2) * LANE;
          return kind === "bars" ? bars(marks, dy) : dots(marks, dy);
        }),
        ...(domain[0] < 0 && domain[1] > 0 ? [ruleX([0], { stroke: "var(--line)" })] : []),
        ...(reference === undefined ? [] : [ruleX([reference], { stroke: "var(--line)", strokeDasharray: "4 4" })]),
        text(labelled, {
          ...left,
          text: "label",
          dx: -marginLeft,
          dy: isStacked ? below - 11 - (LANE * (lanes - 1)) / 2 : 0,
          lineAnchor: isStacked ? "bottom" : "middle",
          lineWidth: isStacked ? (width - endWidth) / 13 : marginLeft / 14,
          fill: "var(--ink)",
          ...HALO,
        }),
        text(
          labelled.filter(({ reason }) => reason !== undefined),
          { ...left, text: "reason", dx: 6, dy: below, fill: "var(--quiet)", fontStyle: "italic" },
        ),
        text(labelled, {
          ...right,
          text: "end",
          dy: below - (hasNotes ? 7 : 0),
          fill: "var(--ink)",
          fontWeight: 600,
          fontVariant: "tabular-nums",
        }),
        text(labelled, { ...right, text: "endNote", dy: below + 9, fill: "var(--quiet)", fontSize: 11 }),
      ],
    }),
  );
}

/** Of the column at the right, in pixels. */
function widthOfEnds(rows: readonly Row[]): number {
  const letters = rows.flatMap(({ end, endNote = "" }) => [8 * end.length, LETTER * endNote.length]);
  return Math.ceil(Math.max(60, ...letters)) + 6;
}

type Placed = Mark & { readonly index: number };

/** A shift is the same for all marks of a layer, so marks are drawn lane by lane. */
function lanesOf(rows: readonly Row[]): readonly { lane: number; of: number; marks: readonly Placed[] }[] {
  const layers = new Map<string, { lane: number; of: number; marks: Placed[] }>();
  for (const [index, { marks }] of rows.entries()) {
    for (const [lane, mark] of marks.entries()) {
      const key = `${lane}/${marks.length}`;
      const layer = layers.get(key) ?? { lane, of: marks.length, marks: [] };
      layer.marks.push({ ...mark, index });
      layers.set(key, layer);
    }
  }
  return [...layers.values()];
}

const INTERVAL = { x1: "low", x2: "high", y: "index" } as const;
const toneOf = ({ tone }: Placed): string => `var(--${tone})`;
const isThere = ({ value }: Placed): boolean => value !== null;
const hasInterval = ({ low, high }: Placed): boolean => low !== null && high !== null;

function dots(marks: readonly Placed[], dy: number): Markish[] {
  return [
    ruleY(marks.filter(hasInterval), {
      ...INTERVAL,
      dy,
      stroke: toneOf,
      strokeWidth: 8,
      strokeOpacity: 0.3,
      strokeLinecap: "round",
    }),
    dot(marks.filter(isThere), {
      x: "value",
      y: "index",
      dy,
      r: 5.5,
      fill: (mark: Placed) => (mark.isPale === true ? "var(--paper)" : toneOf(mark)),
      stroke: (mark: Placed) => (mark.isPale === true ? toneOf(mark) : "var(--paper)"),
      strokeWidth: 1.75,
    }),
  ];
}

function bars(marks: readonly Placed[], dy: number): Markish[] {
  return [
    ruleY(marks.filter(isThere), {
      x1: 0,
      x2: "value",
      y: "index",
      dy,
      stroke: toneOf,
      strokeOpacity: ({ isPale }: Placed) => (isPale === true ? 0.3 : 0.85),
      strokeWidth: 11,
    }),
    ruleY(marks.filter(hasInterval), { ...INTERVAL, dy, stroke: "var(--ink)", strokeWidth: 1.5 }),
  ];
}

function endsOf(rows: readonly Row[]): readonly number[] {
  return rows
    .flatMap(({ marks }) => marks.flatMap(({ value, low, high }) => [value, low, high]))
    .filter((end) => end !== null);
}
