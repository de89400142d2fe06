/** The picture of one plot is some 800 units wide; text is written for that size. */
export const WIDTH = 800;

/** Where a plot begins, right of the names of the services and under the titles. */
export const LEFT = 218;
export const TOP = 118;
export const ROW = 40;

/**
 * Colours are those of Okabe and Ito, which people with any colour vision can tell apart, darkened or lightened to stand out from
 * the background; the picture brings its background along, because a page may be dark where the reader's system is light.
 */
const STYLE = `
text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-size: 14px; fill: #1f2328; }
.title { font-size: 19px; font-weight: 600; }
.head { font-weight: 600; font-size: 13px; }
.small { font-size: 12.5px; }
.note { font-size: 11.5px; }
.quiet { fill: #59636e; }
.middle { text-anchor: middle; }
.end { text-anchor: end; }
.paper { fill: #ffffff; stroke: #d1d9e0; }
.grid { stroke: #e4e8ec; fill: none; }
.line { stroke: #818b98; fill: none; }
.dashed { stroke-dasharray: 5 4; }
.cool { fill: #0072b2; stroke: #0072b2; }
.warm { fill: #c75000; stroke: #c75000; }
.band { fill: #0072b2; fill-opacity: 0.2; }
.tint { fill: #c75000; fill-opacity: 0.07; }
.bar { fill-opacity: 0.8; }
.pale { fill-opacity: 0.12; }
.hollow { fill: #ffffff; }
.cell { fill: #0072b2; }
.mark { stroke-width: 2; }
.reach { stroke-width: 2; fill: none; }
.thin { stroke-width: 1.25; stroke-opacity: 0.55; }
.whisker { stroke: #1f2328; stroke-width: 1.5; fill: none; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .quiet { fill: #9ba5b1; }
  .paper { fill: #10151c; stroke: #343c46; }
  .grid { stroke: #262d36; }
  .line { stroke: #7d8894; }
  .cool { fill: #56b4e9; stroke: #56b4e9; }
  .warm { fill: #f2994a; stroke: #f2994a; }
  .band { fill: #56b4e9; fill-opacity: 0.3; }
  .tint { fill: #f2994a; fill-opacity: 0.1; }
  .hollow { fill: #10151c; }
  .cell { fill: #56b4e9; }
  .bar { fill-opacity: 0.6; }
  .pale { fill-opacity: 0.12; }
  .whisker { stroke: #e6edf3; }
}`;

const SOURCE =
  "San Francisco Airport, passenger survey 2017 (public domain), weighted. Association, not proof of cause.";

/** An SVG file: what it shows in words for who cannot see it, and its marks. */
export function picture({ name, title, subtitle, description, height, source = SOURCE }, ...marks) {
  return `${tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: "img",
      "aria-labelledby": `${name}-title ${name}-description`,
    },
    tag("title", { id: `${name}-title` }, escaped(title)),
    tag("desc", { id: `${name}-description` }, escaped(description)),
    tag("style", {}, STYLE),
    tag("rect", { class: "paper", x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, rx: 10 }),
    text(24, 38, title, "title"),
    ...subtitle.map((line, i) => text(24, 62 + 19 * i, line, "quiet")),
    ...marks.flat(Number.POSITIVE_INFINITY),
    text(24, height - 16, source, "note quiet"),
  )}\n`;
}

/** An element; numbers keep one decimal, which is finer than the eye. */
export function tag(name, attributes, ...children) {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === "number" ? Math.round(value * 10) / 10 : escaped(value)}"`,
  );
  if (children.length === 0) return `<${name}${written.join("")}/>`;
  const inside = children.length === 1 ? children[0] : `\n${children.join("\n")}\n`;
  return `<${name}${written.join("")}>${inside}</${name}>`;
}

export function text(x, y, words, style = "") {
  return tag("text", { x, y, class: style }, escaped(words));
}

export function line(x1, y1, x2, y2, style) {
  return tag("line", { x1, y1, x2, y2, class: style });
}

export function dot(x, y, style) {
  return tag("circle", { cx: x, cy: y, r: 5.5, class: `mark ${style}` });
}

export function diamond(x, y, style) {
  return tag("path", { d: `M${x.toFixed(1)} ${(y - 6).toFixed(1)}l6 6l-6 6l-6 -6z`, class: `mark ${style}` });
}

function escaped(words) {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
