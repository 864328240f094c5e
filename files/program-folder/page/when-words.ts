import * as z from "zod/mini";

const Counted = z.object({
  leave: z.optional(z.boolean()),
  return: z.optional(z.boolean()),
  phase: z.optional(z.string()),
  milestone: z.optional(z.string()),
  national: z.optional(z.string()),
});

/** `when:` as its file has it. */
export const WhenOnPage = z.object({
  day: z.optional(z.string()),
  year: z.optional(z.string()),
  phase: z.optional(z.string()),
  dates: z.optional(z.record(z.string(), z.string())),
  days: z.optional(z.number()),
  before: z.optional(Counted),
  after: z.optional(Counted),
  window: z.optional(z.object({ from: z.string(), to: z.string() })),
  session: z.optional(z.object({ daysBefore: z.number() })),
});
type WhenOnPage = z.infer<typeof WhenOnPage>;

/** The titles that stand for ids. */
export interface Titles {
  phase(id: string): string;
  milestone(id: string): string;
}

const countedYear = (year: string): string => {
  const [anchor = "", sign, many] = year.split(" ");
  const of = `the year of ${anchor}`;
  if (sign === undefined) return of;
  const years = many === "1" ? "the year" : `${many} years`;
  return sign === "-" ? `${years} before ${of}` : `${years} after ${of}`;
};

const place = ({ phase, year }: WhenOnPage, titles: Titles): string =>
  phase === undefined ? `in ${countedYear(year ?? "")}` : `in the phase ${titles.phase(phase)}`;

const countedFrom = (when: WhenOnPage, titles: Titles): string => {
  const { phase, milestone, national, leave, return: back } = when.before ?? when.after ?? {};
  const side = when.before === undefined ? "after" : "before";
  const many = when.days === 1 ? "1 day" : `${when.days} days`;
  if (phase !== undefined) return `${many} ${side} the phase ${titles.phase(phase)} begins`;
  if (leave) return `${many} ${side} a leave of theirs begins`;
  if (back) return `${many} ${side} they are back from a leave`;
  if (milestone !== undefined) return `${many} ${side} ${titles.milestone(milestone)}`;
  const on = when.days === 0 ? "on" : `${many} ${side}`;
  return `${on} the national date \`${national}\` ${place(when, titles)}`;
};

/** When a milestone falls, in words that staff would use. */
export const whenWords = (when: WhenOnPage, titles: Titles): string => {
  const { day, dates, days, window, session, year = "" } = when;
  if (days !== undefined) return countedFrom(when, titles);
  if (window !== undefined)
    return `some day from ${window.from} to ${window.to} ${place(when, titles)}; the school sets it`;
  if (session !== undefined) return `${session.daysBefore} days before its session`;
  if (dates === undefined) return `${when.phase === undefined ? "" : "the first "}${day} ${place(when, titles)}`;
  return `on days that the school sets, by ${countedYear(year)}: ${Object.values(dates).join(", ")}`;
};
