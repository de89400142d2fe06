/**
 * Where the names of points go, so that they cover neither each other nor what is drawn, and so that no line from a point to its
 * name crosses another name. Boxes are { x, y, width, height }.
 */
export function placeLabels(points, { obstacles, bounds, sizeOf }) {
  const names = [];
  const leaders = [];
  const placed = new Map();
  const crowding = (point) =>
    points.reduce((sum, other) => sum + 1 / (1 + Math.hypot(other.x - point.x, other.y - point.y)), 0);
  // Who has the most neighbours has the fewest places left.
  for (const point of points.toSorted((a, b) => crowding(b) - crowding(a))) {
    const size = sizeOf(point);
    const choices = offsets(size).map(({ dx, dy, cost }) => {
      const box = { x: point.x + dx, y: point.y + dy, ...size };
      const own = leaderTo(point, box);
      const faults =
        [...obstacles, ...names].filter((other) => overlaps(box, other)).length +
        names.filter((other) => crosses(own, other)).length +
        leaders.filter((other) => crosses(other, box)).length +
        (isInside(box, bounds) ? 0 : 10);
      return { box, own, cost: cost + 10_000 * faults };
    });
    const { box, own } = choices.reduce((a, b) => (b.cost < a.cost ? b : a));
    placed.set(point, { box, leader: own });
    names.push(box);
    if (own !== null) leaders.push(own);
  }
  return points.map((point) => placed.get(point));
}

/** Beside the point first, then around it, further away each time. */
function offsets({ width, height }) {
  return [10, 16, 24, 34, 46, 60, 76].flatMap((gap) =>
    Array.from({ length: 32 }, (_, turn) => {
      const [cos, sin] = [Math.cos((turn / 16) * Math.PI), Math.sin((turn / 16) * Math.PI)];
      return {
        dx: cos * (gap + width / 2) - width / 2,
        dy: sin * (gap + height / 2) - height / 2,
        cost: gap * gap,
      };
    }),
  );
}

/** From a point to the nearest edge of its name; `null` when that is so near that nobody asks whose name it is. */
function leaderTo({ x, y }, box) {
  const to = {
    x: Math.max(box.x, Math.min(x, box.x + box.width)),
    y: Math.max(box.y, Math.min(y, box.y + box.height)),
  };
  return Math.hypot(to.x - x, to.y - y) < 20 ? null : { from: { x, y }, to };
}

function crosses(leader, box) {
  if (leader === null) return false;
  const { from, to } = leader;
  return Array.from({ length: 25 }, (_, i) => i / 24).some((at) =>
    overlaps({ x: from.x + at * (to.x - from.x), y: from.y + at * (to.y - from.y), width: 1, height: 1 }, box),
  );
}

function overlaps(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isInside(box, bounds) {
  return (
    box.x >= bounds.x &&
    box.y >= bounds.y &&
    box.x + box.width <= bounds.x + bounds.width &&
    box.y + box.height <= bounds.y + bounds.height
  );
}
