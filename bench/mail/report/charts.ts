/** One bar: parts one after the other, and the range of their sum over the runs. */
export interface Bar {
  label: string;
  parts: readonly number[];
  range: { least: number; most: number };
}

const WIDTH = 810;
const LABELS = 320;
const ROW = 30;
const TOP = 64;
const FIGURES = 90;

/** Every chart has a ground of its own, so that it can be read on a page of either color. */
const STYLE = `<style>
  :root { --ground: #ffffff; --ink: #1f2328; --quiet: #59636e; --line: #d1d9e0; --one: #0a6e8a; --two: #c2620e; }
  @media (prefers-color-scheme: dark) {
    :root { --ground: #0d1117; --ink: #e6edf3; --quiet: #9198a1; --line: #3d444d; --one: #4cc2e0; --two: #f0a35e; }
  }
  .ground { fill: var(--ground) } .part0 { fill: var(--one) } .part1 { fill: var(--two) }
  text { font: 13px system-ui, sans-serif; fill: var(--ink) } .quiet { fill: var(--quiet) } .title { font-weight: 600 }
  line, path { stroke: var(--line); fill: none } .range { stroke: var(--ink) } \
.curve { stroke: var(--one); stroke-width: 2 }
</style>`;

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

const svg = (height: number, title: string, content: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" ` +
      `aria-label="${escaped(title)}">`,
    STYLE,
    `<rect class="ground" width="${WIDTH}" height="${height}" rx="6"/>`,
    `<text class="title" x="16" y="26">${escaped(title)}</text>`,
    ...content,
    "</svg>",
    "",
  ].join("\n");

/** A length or a place in a drawing, to a tenth. */
const at = (value: number): string => String(Math.round(value * 10) / 10);

/**
 * Bars that lie, the parts of each in the order of the legend, with a thin line from the least to the most.
 * @param legend what the first and the second part of a bar are
 */
export const barChart = (title: string, legend: readonly string[], bars: readonly Bar[]): string => {
  const most = Math.max(...bars.map(({ parts, range }) => Math.max(range.most, ...parts)), 1);
  const scale = (value: number) => (value / most) * (WIDTH - LABELS - FIGURES);
  const keys = legend.map((name, nth) => {
    const x = 16 + nth * 190;
    return (
      `<rect class="part${nth}" x="${x}" y="40" width="11" height="11"/>` +
      `<text class="quiet" x="${x + 17}" y="50">${escaped(name)}</text>`
    );
  });
  const rows = bars.flatMap(({ label, parts, range }, nth) => {
    const [y, sum] = [TOP + nth * ROW, parts.reduce((total, part) => total + part, 0)];
    const drawn = parts.map((part, which) => {
      const before = parts.slice(0, which).reduce((total, one) => total + one, 0);
      return (
        `<rect class="part${which}" x="${at(LABELS + scale(before))}" y="${y + 4}" ` +
        `width="${at(scale(part))}" height="16"/>`
      );
    });
    const middle = y + 12;
    return [
      `<text x="${LABELS - 8}" y="${y + 17}" text-anchor="end">${escaped(label)}</text>`,
      ...drawn,
      `<line class="range" x1="${at(LABELS + scale(range.least))}" x2="${at(LABELS + scale(range.most))}" ` +
        `y1="${middle}" y2="${middle}"/>`,
      `<text class="quiet" x="${at(LABELS + scale(Math.max(sum, range.most)) + 8)}" ` +
        `y="${y + 17}">${Math.round(sum)}</text>`,
    ];
  });
  return svg(TOP + bars.length * ROW + 12, title, [...keys, ...rows]);
};

/** One measured point of a curve. */
export interface Point {
  size: number;
  cost: number;
}

const HEIGHT = 300;
const PLOT = { left: 70, right: WIDTH - 40, top: 50, bottom: HEIGHT - 46 };

/** A curve over sizes that grow tenfold; costs from 0. */
export const growthChart = (title: string, points: readonly Point[]): string => {
  const sizes = points.map(({ size }) => Math.log10(size));
  const [from, to] = [Math.min(...sizes), Math.max(...sizes)];
  const most = Math.max(...points.map(({ cost }) => cost)) * 1.15;
  const x = (size: number) => PLOT.left + ((Math.log10(size) - from) / (to - from || 1)) * (PLOT.right - PLOT.left);
  const y = (cost: number) => PLOT.bottom - (cost / most) * (PLOT.bottom - PLOT.top);
  const curve = points.map(({ size, cost }, nth) => `${nth === 0 ? "M" : "L"}${at(x(size))} ${at(y(cost))}`).join(" ");
  const marks = points.flatMap(({ size, cost }) => [
    `<circle class="part0" cx="${at(x(size))}" cy="${at(y(cost))}" r="4"/>`,
    `<text x="${at(x(size))}" y="${at(y(cost) - 10)}" text-anchor="middle">${Math.round(cost)}</text>`,
    `<text class="quiet" x="${at(x(size))}" y="${PLOT.bottom + 20}" ` +
      `text-anchor="middle">${size.toLocaleString("en-US")}</text>`,
  ]);
  const axes = [
    `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${PLOT.bottom}" y2="${PLOT.bottom}"/>`,
    `<text class="quiet" x="${PLOT.right}" y="${HEIGHT - 8}" text-anchor="end">students</text>`,
  ];
  return svg(HEIGHT, title, [...axes, `<path class="curve" d="${curve}"/>`, ...marks]);
};
