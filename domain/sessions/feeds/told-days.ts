import type { CalendarEntry } from "../calendar-entries.ts";

/**
 * The days of deadlines as a feed told them last, by what stands before the `@` of their entries' ids: a school date,
 * and of one that moved how often and when last, e.g. `2027-04-30 2 2027-03-01T14:00:00.000Z`.
 */
export type ToldDays = Readonly<Record<string, string>>;

const nameOf = ({ uid }: CalendarEntry): string => uid.split("@")[0] ?? uid;

interface ToldDay {
  day: string;
  sequence: number;
  at: string | undefined;
}

type Moved = Pick<CalendarEntry, "sequence" | "revisedAt">;

const read = (text: string): ToldDay => {
  const [day = "", sequence = "0", at] = text.split(" ");
  return { day, sequence: Number(sequence), at };
};

const write = ({ day, sequence, at }: ToldDay): string => (at === undefined ? day : [day, sequence, at].join(" "));

// `own`: what the student's own row moved. A later move by others has to count beyond it.
const toldAs = (day: string, before: string | undefined, own: Moved, now: string): ToldDay => {
  const told = before === undefined ? { day, sequence: 0, at: undefined } : read(before);
  if (told.day !== day) return { day, sequence: Math.max(told.sequence + 1, own.sequence), at: now };
  return own.sequence > told.sequence ? { day, sequence: own.sequence, at: own.revisedAt } : told;
};

/**
 * Entries as a feed tells them to who has read it before: the sequence of a deadline grows each time that its day is
 * another than the one told last, whoever moved it. The same days again change nothing.
 * @param before the days that it told last
 * @param now ISO 8601 UTC, and the school date at that instant
 */
export const retold = (
  entries: readonly CalendarEntry[],
  before: ToldDays,
  { now, today }: { now: string; today: string },
): { entries: CalendarEntry[]; days: ToldDays } => {
  // What is over and is not theirs any more is forgotten, so that a feed's item stays small.
  const ahead = Object.entries(before).filter(([, text]) => read(text).day >= today);
  const days: Record<string, string> = Object.fromEntries(ahead);
  const told = entries.map((entry): CalendarEntry => {
    if (!("day" in entry.when)) return entry;
    const name = nameOf(entry);
    const as = toldAs(entry.when.day, before[name], entry, now);
    days[name] = write(as);
    return { ...entry, sequence: as.sequence, revisedAt: as.at ?? entry.revisedAt };
  });
  return { entries: told, days };
};
