import { dot, frame as border, plot, pointer, rect, ruleX, ruleY, text, tip } from "@observablehq/plot";
import { domainOf } from "./domain.ts";
import { frame } from "./frame.ts";

export interface PlacedDot {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly isHollow: boolean;
  readonly isStrong: boolean;
  readonly title: string;
}

export interface PlacementOptions {
  /** Null: no lines. */
  readonly lines: { readonly x: number; readonly y: number } | null;
  /** Names of the quadrants: left top, right top, left bottom, right bottom. */
  readonly corners: readonly string[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  /** Dots without names, when there are many. */
  readonly areSmall?: boolean;
}

/** Dots on two scales, with four named quadrants between two lines. */
export function placementPlot(dots: readonly PlacedDot[], options: PlacementOptions, width: number): Element {
  const { lines, corners, xLabel, yLabel, formatX, formatY, areSmall = false } = options;
  const x = spread(domainOf([...dots.map((one) => one.x), ...(lines === null ? [] : [lines.x])]));
  const y = spread(domainOf([...dots.map((one) => one.y), ...(lines === null ? [] : [lines.y])]));
  const middle = (x[0] + x[1]) / 2;
  const place = { x: "x", y: "y" } as const;
  const named = areSmall ? [] : dots;
  const colour = ({ isStrong }: PlacedDot): string => (isStrong ? "var(--warm)" : "var(--cool)");
  const label = { fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 4, text: "label", ...place } as const;
  return frame(
    plot({
      width,
      height: width < 520 ? 380 : 420,
      marginLeft: 46,
      marginRight: 8,
      marginTop: 26,
      marginBottom: 44,
      x: { domain: x, tickFormat: formatX, ticks: 5, label: `${xLabel} →`, labelAnchor: "center", tickSize: 0 },
      y: { domain: y, tickFormat: formatY, ticks: 5, label: `↑ ${yLabel}`, tickSize: 0 },
      marks: [
        ...(lines === null
          ? []
          : [
              rect([0], { x1: lines.x, x2: x[1], y1: y[0], y2: lines.y, fill: "var(--warm)", fillOpacity: 0.07 }),
              ruleX([lines.x], { stroke: "var(--line)", strokeDasharray: "5 4" }),
              ruleY([lines.y], { stroke: "var(--line)", strokeDasharray: "5 4" }),
            ]),
        border({ stroke: "var(--grid)", rx: 4 }),
        ...corners.map((name, i) =>
          text([name], {
            frameAnchor: (["top-left", "top-right", "bottom-left", "bottom-right"] as const)[i]!,
            dx: i % 2 === 0 ? 8 : -8,
            dy: i < 2 ? 9 : -9,
            fill: i === 3 ? "var(--warm)" : "var(--quiet)",
            fontWeight: 600,
          }),
        ),
        dot(dots, {
          ...place,
          r: areSmall ? 4 : 6,
          fill: (one: PlacedDot) => (one.isHollow ? "var(--paper)" : colour(one)),
          fillOpacity: areSmall ? 0.65 : 1,
          stroke: colour,
          strokeWidth: areSmall ? 1 : 2,
        }),
        text(
          named.filter((one) => one.x <= middle),
          { ...label, textAnchor: "start", dx: 11 },
        ),
        text(
          named.filter((one) => one.x > middle),
          { ...label, textAnchor: "end", dx: -11 },
        ),
        tip(dots, pointer({ ...place, title: "title", fill: "var(--paper)", stroke: "var(--line)" })),
      ],
    }),
  );
}

/** Room for the names of the quadrants. */
function spread([low, high]: readonly [number, number]): [number, number] {
  const room = (high - low) * 0.12;
  return [low - room, high + room];
}
