/** Where the names of points go so that they cover neither each other nor what is drawn. Boxes are { x, y, width, height }. */
export function placeLabels(points, { obstacles, bounds, heightOf, widthOf }) {
  const taken = [...obstacles];
  const placed = new Map();
  // Who has the most neighbours has the fewest places left.
  const crowding = (point) =>
    points.reduce((sum, other) => sum + (other === point ? 0 : 1 / (1 + Math.hypot(other.x - point.x, other.y - point.y))), 0);
  for (const point of points.toSorted((a, b) => crowding(b) - crowding(a))) {
    const size = { width: widthOf(point), height: heightOf(point) };
    const choices = offsets(size).map(({ dx, dy, cost }) => {
      const box = { x: point.x + dx, y: point.y + dy, ...size };
      const covered = taken.reduce((sum, other) => sum + overlap(box, other), 0);
      return { box, cost: cost + 4 * covered + (inside(box, bounds) ? 0 : 1e6) };
    });
    const best = choices.reduce((a, b) => (b.cost < a.cost ? b : a));
    placed.set(point, best.box);
    taken.push(best.box);
  }
  return points.map((point) => placed.get(point));
}

/** Beside the point first, then around it, further away each time. */
function offsets({ width, height }) {
  const around = [];
  for (const gap of [11, 20, 32, 46, 62, 80]) {
    for (let turn = 0; turn < 24; turn++) {
      const angle = (turn / 24) * 2 * Math.PI;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      around.push({
        dx: cos * (gap + width / 2) - width / 2,
        dy: sin * (gap + height / 2) - height / 2,
        cost: gap * gap + 20 * Math.abs(sin),
      });
    }
  }
  return around;
}

function overlap(a, b) {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function inside(box, bounds) {
  return (
    box.x >= bounds.x &&
    box.y >= bounds.y &&
    box.x + box.width <= bounds.x + bounds.width &&
    box.y + box.height <= bounds.y + bounds.height
  );
}
