import { expect, test } from "vitest";
import { placeLabels } from "./label-places.ts";

const BOUNDS = { x: 0, y: 0, width: 300, height: 200 };
const at = (x: number, y: number) => ({ x, y, width: 80, height: 14 });

test("a label stands at the right of a lonely point", () => {
  expect(placeLabels([at(100, 100)], BOUNDS)).toEqual([{ dx: 51, dy: 0 }]);
});

test("it stays inside", () => {
  expect(placeLabels([at(295, 100)], BOUNDS)).toEqual([{ dx: -51, dy: 0 }]);
});

test("it does not cover another point or its label", () => {
  const points = [at(100, 100), at(160, 100)];
  const [first, second] = placeLabels(points, BOUNDS);
  const boxes = [first!, second!].map(({ dx, dy }, i) => ({
    left: points[i]!.x + dx - 40,
    top: points[i]!.y + dy - 7,
  }));
  const apart = Math.abs(boxes[0]!.left - boxes[1]!.left) >= 80 || Math.abs(boxes[0]!.top - boxes[1]!.top) >= 14;
  expect(apart).toBe(true);
  expect(first).not.toEqual({ dx: 51, dy: 0 });
});
