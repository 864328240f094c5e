import { type Spread, spreadOf } from "../mail/report/figures.ts";
import type { Contender } from "./contenders.ts";
import type { Click, Way } from "./rounds.ts";

/** What was measured of one contender in one way, round by round. */
export interface Measured {
  contender: Contender;
  way: Way;
  clicks: Click[];
}

const HEAD = [
  "",
  "bundle",
  "load",
  "first look",
  "load + first look",
  "of d97a30d's",
  "first answer",
  "of d97a30d's",
  "CPU",
];

const first = ({ load, get }: Click): number => load + get;
const told = ({ median, least, most }: Spread): string =>
  `${median.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`;

/** The ratio of two medians of what the same rounds took. */
const ratio = (clicks: readonly Click[], base: readonly Click[], of: (click: Click) => number): string =>
  (spreadOf(clicks.map(of)).median / spreadOf(base.map(of)).median).toFixed(2);

/** Markdown: every contender that was measured in one way, beside the first of them. */
export const tableOf = (measured: readonly Measured[], way: Way): string => {
  const those = measured.filter((one) => one.way === way);
  const base = those[0]?.clicks ?? [];
  const rows = those.map(({ contender, clicks }) => [
    contender.name,
    `${(contender.bytes / 1000).toFixed(0)} KB`,
    ...[clicks.map(({ load }) => load), clicks.map(({ get }) => get), clicks.map(first)].map((of) =>
      told(spreadOf(of)),
    ),
    ratio(clicks, base, first),
    told(spreadOf(clicks.map(({ post }) => post))),
    ratio(clicks, base, ({ post }) => post),
    told(spreadOf(clicks.map(({ cpu }) => cpu))),
  ]);
  return [HEAD, HEAD.map((_, nth) => (nth === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
};

/** How often each operation was asked for by a contender's two pages together, e.g. `GetItem 2, PutItem 2`. */
export const requestsOf = ({ clicks }: Measured): string => {
  const [{ asked } = { asked: [] }] = clicks;
  return [...Map.groupBy(asked, (operation) => operation)].map(([name, { length }]) => `${name} ${length}`).join(", ");
};
