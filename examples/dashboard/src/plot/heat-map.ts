import { axisX, axisY, cell, plot, pointer, text, tip } from "@observablehq/plot";
import { frame } from "./frame.ts";

interface HeatCell {
  readonly row: string;
  readonly column: string;
  readonly value: number | null;
  readonly text: string;
  /** Few answers: framed with dashes. */
  readonly isThin: boolean;
  readonly title: string;
}

export interface HeatOptions {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** The value that is drawn strongest; 0 for a map that runs both ways. */
  readonly scale: { readonly low: number; readonly high: number } | { readonly reach: number };
}

/** Strongest share of colour in a cell: its number stays well readable on it, by day and by night. */
const STRONGEST = 58;

/** Numbers of two dimensions as cells: the stronger the colour, the higher; warm is below 0 on a map that runs both ways. */
export function heatMap(cells: readonly HeatCell[], options: HeatOptions, width: number): Element {
  const { rows, columns } = options;
  const marginLeft = Math.min(132, 12 + 6.4 * Math.max(...rows.map((row) => row.length)));
  const marginTop = 18 + Math.min(82, 5 * Math.max(...columns.map((column) => column.length)));
  const size = (width - marginLeft - 30) / columns.length;
  const there = cells.filter(({ value }) => value !== null);
  const place = { x: "column", y: "row" } as const;
  return frame(
    plot({
      width,
      height: marginTop + 2 + 36 * rows.length,
      marginLeft,
      marginRight: 30,
      marginTop,
      marginBottom: 2,
      x: { domain: [...columns], label: null },
      y: { domain: [...rows], label: null },
      marks: [
        axisX({ anchor: "top", tickSize: 0, tickRotate: -52, tickPadding: 6, textAnchor: "start", fill: "var(--ink)" }),
        axisY({ tickSize: 0, tickPadding: 8, fill: "var(--ink)" }),
        cell(there, {
          ...place,
          inset: 1.25,
          rx: 4,
          fill: ({ value }: HeatCell) => colourOf(value ?? 0, options.scale),
        }),
        cell(
          there.filter(({ isThin }) => isThin),
          {
            ...place,
            inset: 3,
            rx: 3,
            fill: "none",
            stroke: "var(--quiet)",
            strokeOpacity: 0.75,
            strokeDasharray: "1.5 3",
          },
        ),
        text(there, {
          ...place,
          text: "text",
          fill: "var(--ink)",
          fontSize: size < 40 ? 11.5 : 12.5,
          fontVariant: "tabular-nums",
        }),
        text(
          cells.filter(({ value }) => value === null),
          { ...place, text: () => "–", fill: "var(--quiet)" },
        ),
        tip(cells, pointer({ ...place, title: "title", fill: "var(--paper)", stroke: "var(--line)" })),
      ],
    }),
  );
}

function colourOf(value: number, scale: HeatOptions["scale"]): string {
  const [tone, share] =
    "reach" in scale
      ? ([value < 0 ? "warm" : "cool", Math.abs(value) / scale.reach] as const)
      : (["cool", (value - scale.low) / (scale.high - scale.low || 1)] as const);
  const percent = 4 + (STRONGEST - 4) * Math.min(1, Math.max(0, share));
  return `color-mix(in oklab, var(--${tone}) ${percent.toFixed(0)}%, var(--paper))`;
}
