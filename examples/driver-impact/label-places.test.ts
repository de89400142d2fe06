import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { placeLabels } from "./label-places.mjs";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const bounds: Box = { x: 0, y: 0, width: 700, height: 400 };
const size = { width: 120, height: 15 };
const point = fc.record({ x: fc.integer({ min: 150, max: 550 }), y: fc.integer({ min: 100, max: 300 }) });

function boxesOf(points: readonly { readonly x: number; readonly y: number }[]): readonly Box[] {
  const obstacles = points.map(({ x, y }) => ({ x: x - 6, y: y - 6, width: 12, height: 12 }));
  return placeLabels(points, { obstacles, bounds, sizeOf: () => size }).map(({ box }: { box: Box }) => box);
}

const apart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

test.prop([fc.uniqueArray(point, { maxLength: 7, selector: ({ x, y }) => `${x},${y}` })])(
  "the names of up to seven points cover neither each other nor a point, and stay inside",
  (points) => {
    const boxes = boxesOf(points);
    for (const [i, box] of boxes.entries()) {
      for (const other of boxes.slice(i + 1)) expect(apart(box, other)).toBe(true);
      for (const { x, y } of points) expect(apart(box, { x: x - 6, y: y - 6, width: 12, height: 12 })).toBe(true);
      expect(box.x).toBeGreaterThanOrEqual(bounds.x);
      expect(box.x + box.width).toBeLessThanOrEqual(bounds.width);
      expect(box.y).toBeGreaterThanOrEqual(bounds.y);
      expect(box.y + box.height).toBeLessThanOrEqual(bounds.height);
    }
  },
);

test("a name that finds no place beside its point has a line to it", () => {
  const alone = { x: 300, y: 200 };
  const around = { x: 270, y: 170, width: 60, height: 60 };
  const [beside] = placeLabels([alone], { obstacles: [], bounds, sizeOf: () => size });
  const [away] = placeLabels([alone], { obstacles: [around], bounds, sizeOf: () => size });
  expect(beside.leader).toBeNull();
  expect(away.leader.from).toMatchObject(alone);
  expect(apart(away.box, around)).toBe(true);
});
