/** A box in pixels; y runs downwards. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the middle of a label stands, seen from its point. */
interface LabelPlace {
  readonly dx: number;
  readonly dy: number;
}

const GAP = 11;

/**
 * Places a label beside each point: right, left, above or below, wherever it covers least of the other points and labels and stays
 * inside the bounds.
 *
 * @example
 * placeLabels([{ x: 50, y: 50, width: 40, height: 14 }], { x: 0, y: 0, width: 200, height: 100 }) // => [{ dx: 31, dy: 0 }]
 */
export function placeLabels(points: readonly LabelledPoint[], bounds: Box): readonly LabelPlace[] {
  const dots = points.map(({ x, y }) => ({ x: x - 8, y: y - 8, width: 16, height: 16 }));
  const placed: Box[] = [];
  return points.map((point) => {
    const { x, y, width, height } = point;
    const across = GAP + width / 2;
    const along = GAP + height / 2;
    const places = [
      { dx: across, dy: 0 },
      { dx: -across, dy: 0 },
      { dx: 0, dy: -along },
      { dx: 0, dy: along },
    ];
    const boxes = places.map(({ dx, dy }) => ({ x: x + dx - width / 2, y: y + dy - height / 2, width, height }));
    const costs = boxes.map((box) => {
      const covered = [...dots, ...placed].reduce((sum, other) => sum + overlap(box, other), 0);
      return covered + 4 * (width * height - overlap(box, bounds));
    });
    const best = costs.indexOf(Math.min(...costs));
    placed.push(boxes[best]!);
    return places[best]!;
  });
}

/** Area that two boxes share. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
