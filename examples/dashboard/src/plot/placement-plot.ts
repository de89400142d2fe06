import { dot, frame as border, plot, pointer, rect, ruleX, ruleY, text, tip } from "@observablehq/plot";
import { domainOf } from "./domain.ts";
import { frame } from "./frame.ts";
import { placeLabels } from "./label-places.ts";

interface PlacedDot {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly isHollow: boolean;
  readonly isStrong: boolean;
  readonly title: string;
}

interface PlacementOptions {
  /** Null: no lines. */
  readonly lines: { readonly x: number; readonly y: number } | null;
  /** Names of the quadrants: left top, right top, left bottom, right bottom. */
  readonly corners: readonly string[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  /** When there are many: only those that stand out have names. */
  readonly areSmall?: boolean;
}

const LEFT = 46;
const RIGHT = 8;
const TOP = 26;
const BOTTOM = 44;
/** Of the letters, in pixels: generous, because fonts differ. */
const LETTER = 7.6;
const LINE = 14;

/** Dots on two scales, with four named quadrants between two lines. */
export function placementPlot(dots: readonly PlacedDot[], options: PlacementOptions, width: number): Element {
  const { lines, corners, xLabel, yLabel, formatX, formatY, areSmall = false } = options;
  const height = width < 520 ? 380 : 420;
  const x = spread(domainOf([...dots.map((one) => one.x), ...(lines === null ? [] : [lines.x])]));
  const y = spread(domainOf([...dots.map((one) => one.y), ...(lines === null ? [] : [lines.y])]));
  const area = { x: LEFT, y: TOP, width: width - LEFT - RIGHT, height: height - TOP - BOTTOM };
  const place = { x: "x", y: "y" } as const;
  const isNamed = ({ isStrong, isHollow }: PlacedDot): boolean => !areSmall || (isStrong && !isHollow);
  const lineWidth = width < 520 ? 9 : 14;
  const places = placeLabels(
    dots.map((one) => ({
      x: area.x + (area.width * (one.x - x[0])) / (x[1] - x[0]),
      y: area.y + (area.height * (y[1] - one.y)) / (y[1] - y[0]),
      ...sizeOf(isNamed(one) ? one.label : "", lineWidth),
    })),
    area,
  );
  const colour = ({ isStrong }: PlacedDot): string => (isStrong ? "var(--warm)" : "var(--cool)");
  const label = { fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 4, text: "label", lineWidth } as const;
  return frame(
    plot({
      width,
      height,
      marginLeft: LEFT,
      marginRight: RIGHT,
      marginTop: TOP,
      marginBottom: BOTTOM,
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
            stroke: "var(--paper)",
            strokeWidth: 4,
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
        ...dots.flatMap((one, i) => (isNamed(one) ? [text([one], { ...place, ...label, ...places[i]! })] : [])),
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

/** About how large a label is when it is broken into lines of so many ems. */
function sizeOf(label: string, lineWidth: number): { readonly width: number; readonly height: number } {
  const perLine = Math.floor(lineWidth * 1.9);
  const lines = Math.ceil(label.length / perLine);
  return { width: LETTER * Math.min(label.length, perLine), height: LINE * lines };
}
