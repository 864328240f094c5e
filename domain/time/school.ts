import * as z from "zod/mini";
import { IsoDate, TimeOfDay, YearlySpan } from "./yearly-day.ts";

/** How many mails that can wait go out to a student in a week, and the day of the digest: 1 = Monday. */
export const WeeklyMails = z.object({
  atMost: z.int().check(z.nonnegative()),
  digest: z.int().check(z.gte(1), z.lte(7)),
});
export type WeeklyMails = z.infer<typeof WeeklyMails>;

/** A time of exams, on its own dates or each year, for those of these tracks and phases; absent: for everybody. */
export const ExamBlock = z.object({
  title: z.string(),
  dates: z.optional(z.array(IsoDate)),
  yearly: z.optional(YearlySpan),
  tracks: z.optional(z.array(z.string()).check(z.minLength(1))),
  phases: z.optional(z.array(z.string()).check(z.minLength(1))),
});
export type ExamBlock = z.infer<typeof ExamBlock>;

export const School = z.object({
  name: z.string(),
  shortName: z.string(),
  timeZone: z.string(),
  sendAt: TimeOfDay,
  sender: z.object({ name: z.string(), replyTo: z.string() }),
  /** The school's logo at the top of mails: an `https:` address, and the words for who does not see it. */
  logo: z.optional(z.object({ url: z.string(), alt: z.string() })),
  office: z.object({ name: z.string(), email: z.string() }),
  /** Who owns parts of the program, by the role's id. */
  roles: z.optional(z.record(z.string(), z.object({ title: z.string(), email: z.string() }))),
  /** The addresses of those who may mark somebody as unmatched. */
  deans: z.optional(z.array(z.string())),
  /** The weekdays that are no working days, 1 = Monday; without it Saturday and Sunday. */
  weekend: z.optional(z.array(z.int().check(z.gte(1), z.lte(7)))),
  quietDays: z.object({
    weekends: z.boolean(),
    usFederalHolidays: z.boolean(),
    dates: z.array(IsoDate),
    yearly: z.optional(z.array(YearlySpan)),
  }),
  /** Steps of ladders keep off these days of their students. */
  examBlocks: z.optional(z.array(ExamBlock).check(z.minLength(1))),
  /** Between these times of day mails go out; what comes at another time waits for the next morning's plan. */
  sendWindow: z.object({ from: TimeOfDay, to: TimeOfDay }),
  /** Without it each mail goes out on its own day. */
  weeklyMails: z.optional(WeeklyMails),
  /** A wave whose day is over by more than this many days is recorded as missed, not sent. */
  catchUpDays: z.int().check(z.nonnegative()),
  /** How much of one column, or how many in doubt, a roster may change without a yes; `share` is of who is here. */
  imports: z.optional(z.object({ share: z.number().check(z.gte(0), z.lte(1)), atLeast: z.int().check(z.gte(0)) })),
  /** `first-mailing`: the first mailing of each occurrence waits until a second person has approved it. */
  approval: z.optional(z.literal("first-mailing")),
  /** How many times as many as last year, and how many more, are so many recipients that a first mailing stops. */
  recipients: z.optional(z.object({ times: z.number().check(z.gte(1)), atLeast: z.int().check(z.gte(1)) })),
  /** What the school's own status words mean, by the word. */
  statusWords: z.optional(z.record(z.string(), z.string())),
  /** What the school's own roster columns are called here, by the name that the file gives. */
  rosterColumns: z.optional(z.record(z.string(), z.string())),
});
export type School = z.infer<typeof School>;
