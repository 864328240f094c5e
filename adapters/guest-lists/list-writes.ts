import { isDeepStrictEqual } from "node:util";
import type * as z from "zod/mini";
import type { AnswerChange } from "#domain/sessions/guest-answers.ts";
import { type Came, entriesOf, type GuestList, MOST_GUESTS } from "#domain/sessions/guest-list.ts";
import type { ListChange, Placeholders } from "./change-list.ts";
import { ATTRIBUTE } from "./guest-list-item.ts";

/** The revision, one higher. */
const counted = ({ n, v }: Placeholders): string =>
  `${n("revision")} = if_not_exists(${n("revision")}, ${v(0)}) + ${v(1)}`;

const lacks = (names: readonly string[], { n }: Placeholders): string[] =>
  names.map((name) => `attribute_not_exists(${n(name)})`);

const holds = (names: readonly string[], { n }: Placeholders): string[] =>
  names.map((name) => `attribute_exists(${n(name)})`);

export const first = (name: string, value: unknown, { n, v }: Placeholders): string =>
  `${n(name)} = if_not_exists(${n(name)}, ${v(value)})`;

/** What a list says of the text that a person gave of what they eat. */
const dietaryTerms = (key: string, dietary: string | undefined, { n, v }: Placeholders) => ({
  set: dietary ? [`${n(ATTRIBUTE.dietary(key))} = ${v(dietary)}`] : [],
  remove: dietary === "" ? [n(ATTRIBUTE.dietary(key))] : [],
});

/** The places from the next one on, which the table alone knows. */
const placeTerms = (adds: readonly string[], { n, v }: Placeholders): string[] => {
  if (adds.length === 0) return [];
  const next = `if_not_exists(${n("next")}, ${v(1)})`;
  const places = adds.map((entry, nth) => `${n(ATTRIBUTE.place(entry))} = ${next} + ${v(nth)}`);
  return [...places, `${n("next")} = ${next} + ${v(adds.length)}`];
};

/** Who declines gives back all that they had. */
export const decline = (key: string, at: string, use: Placeholders): ListChange => {
  const { n, v } = use;
  const gone = entriesOf(key, MOST_GUESTS).map(ATTRIBUTE.place);
  return {
    set: [counted(use), `${n(ATTRIBUTE.declined(key))} = ${v(at)}`],
    remove: [...gone, ATTRIBUTE.dietary(key)].map(n),
    when: lacks([ATTRIBUTE.declined(key)], use),
  };
};

/** @param own how many entries they are thought to have: where it is others, the write is refused */
export const accept = (key: string, change: AnswerChange, own: number, use: Placeholders): ListChange => {
  const { n } = use;
  const dietary = dietaryTerms(key, change.dietary, use);
  const entries = entriesOf(key, own);
  const [has, beyond] = [entries.slice(0, own).slice(-1), entries.slice(own)];
  return {
    set: [counted(use), ...placeTerms(change.adds, use), ...dietary.set],
    remove: [...change.drops.map(ATTRIBUTE.place).map(n), n(ATTRIBUTE.declined(key)), ...dietary.remove],
    when: [...holds(has.map(ATTRIBUTE.place), use), ...lacks(beyond.map(ATTRIBUTE.place), use)],
  };
};

/** Attributes of who came, of whom one at least is news. */
export const come = (names: readonly string[], came: z.infer<typeof Came>, use: Placeholders): ListChange => ({
  set: [counted(use), ...names.map((name) => first(name, came, use))],
  when: [lacks(names, use).join(" OR ")],
});

/** Removes attributes, of which one at least stands. */
export const takeBack = (names: readonly string[], use: Placeholders): ListChange => ({
  ...{ set: [counted(use)], remove: names.map(use.n) },
  when: [holds(names, use).join(" OR ")],
});

export const giveCode = (code: string, use: Placeholders): ListChange => {
  const [name, value] = [use.n("code"), use.v(code)];
  return { set: [counted(use), `${name} = ${value}`], when: [`attribute_not_exists(${name}) OR ${name} <> ${value}`] };
};

type TryCount = GuestList["tries"][string];

export const countTry = (
  key: string,
  before: TryCount | undefined,
  after: TryCount,
  { n, v }: Placeholders,
): ListChange => {
  const tries = n(ATTRIBUTE.tries(key));
  const stands =
    before && `${tries}.${n("since")} = ${v(before.since)} AND ${tries}.${n("count")} = ${v(before.count)}`;
  return { set: [`${tries} = ${v(after)}`], when: [stands ?? `attribute_not_exists(${tries})`] };
};

const isSameAs = ({ revision }: GuestList, { n, v }: Placeholders): string =>
  revision === 0 ? `attribute_not_exists(${n("revision")})` : `${n("revision")} = ${v(revision)}`;

const saidIn = ({ places, declined, dietary, came }: GuestList): Map<string, unknown> =>
  new Map<string, unknown>([
    ...Object.entries(places).map(([entry, place]) => [ATTRIBUTE.place(entry), place] as const),
    ...Object.entries(declined).map(([key, at]) => [ATTRIBUTE.declined(key), at] as const),
    ...Object.entries(dietary).map(([key, text]) => [ATTRIBUTE.dietary(key), text] as const),
    ...Object.entries(came).map(([key, one]) => [ATTRIBUTE.came(key), one] as const),
  ]);

/** What is said in a list, made what is said in another, where it stands as it was read. */
export const saying = (stands: GuestList, after: GuestList, use: Placeholders): ListChange => {
  const [was, is] = [saidIn(stands), saidIn(after)];
  const news = [...is].filter(([name, value]) => !isDeepStrictEqual(was.get(name), value));
  return {
    set: [counted(use), ...news.map(([name, value]) => `${use.n(name)} = ${use.v(value)}`)],
    remove: [...was.keys()].filter((name) => !is.has(name)).map(use.n),
    when: [isSameAs(stands, use)],
  };
};

// Who has a seat is reckoned from the whole list, so that nobody else may change it meanwhile.
export const setSeats = (stands: GuestList, { capacity, keeps }: GuestList, use: Placeholders): ListChange => {
  const { n, v } = use;
  const kept = keeps === undefined ? [] : [`${n("keeps")} = ${v(keeps)}`];
  return { set: [counted(use), `${n("capacity")} = ${v(capacity)}`, ...kept], when: [isSameAs(stands, use)] };
};
