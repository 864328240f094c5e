import * as z from "zod/mini";
import { Status } from "#domain/people/enrollment.ts";
import { COLUMNS } from "../../roster-columns.ts";
import { dayNotation } from "../notation/day-notation.ts";
import { id, idKey } from "../notation/ids.ts";
import { readQuietEntry } from "../notation/quiet-entries.ts";
import { readTimeZone } from "../notation/time-zone.ts";
import { notation } from "../parse-part.ts";
import { readShownText } from "../read-back/shown-text.ts";
import { ExamBlockInFile } from "../spacing/exam-blocks-file.ts";
import type { Understood } from "../understood.ts";

const TIME_PATTERN = /^([01]\d|2[0-3]):[0-5]\d$/;
const ADDRESS_PATTERN = /^[^\s@<>{}",;]+@[^\s@<>{}",;]+\.[^\s@<>{}",;]+$/;

const readAddress = (text: string): Understood<string> =>
  ADDRESS_PATTERN.test(text)
    ? { ok: true, value: text }
    : { ok: false, what: `"${text}" is not an e-mail address.`, mend: "Write it like advising@example.edu." };

/** Reads the address of a page or a picture on the web. */
export const readUrl = (url: string): Understood<string> =>
  /^https:\/\/[^\s{}]+\.[^\s{}]+$/.test(url)
    ? { ok: true, value: url }
    : {
        ok: false,
        what: `"${url}" is not a web address that can be used here.`,
        mend: "Write it like https://example.edu/page.",
      };

const readTime = (text: string): Understood<string> =>
  TIME_PATTERN.test(text)
    ? { ok: true, value: text }
    : { ok: false, what: `"${text}" is not a time of day.`, mend: 'Write it like "09:00".' };

/** Between one and three o'clock an hour is skipped in spring and comes twice in fall. */
const readSendAt = (text: string): Understood<string> => {
  const time = readTime(text);
  if (!time.ok) return time;
  if (text >= "01:00" && text < "03:00")
    return {
      ok: false,
      what: `Mails cannot go out at ${text}: when daylight saving time changes, that hour is missing or comes twice.`,
      mend: "Choose a time before 01:00 or from 03:00 on.",
    };
  return { ok: true, value: text };
};

/** A text that people read as it stands. */
export const text = (description: string) => notation(readShownText, { description });

const timeOfDay = (description: string) =>
  notation(readTime, { description, pattern: TIME_PATTERN.source, examples: ["08:00"] });

const SendWindowInFile = z.strictObject({
  from: timeOfDay("The first minute in which mails go out."),
  to: timeOfDay("The minute from which no mail goes out any more."),
});

const address = (description: string) => notation(readAddress, { description, format: "email" });

const QuietDaysInFile = z.pipe(
  z.strictObject({
    weekends: z.boolean().check(z.describe("No mail on weekends: Saturdays and Sundays, or the days of weekend.")),
    usFederalHolidays: z.boolean().check(z.describe("No mail on US federal holidays and the days they are observed.")),
    dates: z
      ._default(
        z.array(
          dayNotation(readQuietEntry, {
            description: "Days without mails: a date, a range of dates, or days that come back each year.",
            examples: ["2027-12-24", "2027-12-20 to 2027-12-31", "third Monday of April", "December 24 to January 1"],
          }),
        ),
        [],
      )
      .check(z.describe("Quiet days of the school's own.")),
  }),
  z.transform(({ dates, ...rest }) => {
    const yearly = dates.flatMap((entry) => ("yearly" in entry ? [entry.yearly] : []));
    const days = dates.flatMap((entry) => ("dates" in entry ? entry.dates : []));
    return { ...rest, dates: [...new Set(days)], ...(yearly.length === 0 ? {} : { yearly }) };
  }),
);

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

const WeekdayInFile = z.pipe(
  z.enum(WEEKDAYS),
  z.transform((name): number => WEEKDAYS.indexOf(name) + 1),
);

const WeeklyMailsInFile = z.strictObject({
  atMost: z
    .int()
    .check(z.gte(0), z.lte(7), z.describe("So many mails a student and week; essential ones do not count.")),
  digest: z.pipe(
    z.enum(WEEKDAYS).check(z.describe("The day on which the rest goes out as one mail; it ends the week.")),
    z.transform((name): number => WEEKDAYS.indexOf(name) + 1),
  ),
});

const ImportsInFile = z.strictObject({
  share: z._default(z.number(), 0.1).check(z.gte(0), z.lte(1), z.describe("As a share of the students who are here.")),
  atLeast: z._default(z.int(), 5).check(z.gte(0), z.describe("Up to so many need no yes, however few are here.")),
});

const RecipientsInFile = z.strictObject({
  times: z._default(z.number(), 2).check(z.gte(1), z.describe("So many times as many as last year are far more.")),
  atLeast: z._default(z.int(), 20).check(z.gte(1), z.describe("So many more than last year, at least.")),
});

/** `school.yaml`: who sends, from where, and on which days nothing goes out. */
export const SchoolFile = z.strictObject({
  id: z
    ._default(id("The program's id."), "main")
    .check(
      z.describe(
        "Names the program in every record and link. With another id it is another program: everybody is mailed anew.",
      ),
    ),
  name: text("The school's full name, as it stands at the foot of every mail."),
  shortName: text("The school's short name, e.g. HMS."),
  timeZone: notation(readTimeZone, {
    description: "The school's time zone, by its IANA name.",
    examples: ["America/New_York"],
  }),
  sendAt: notation(readSendAt, {
    description: "Time of day at which mails go out, in the school's time zone; not between 01:00 and 03:00.",
    pattern: TIME_PATTERN.source,
    examples: ["09:00"],
  }),
  sendWindow: z
    ._default(SendWindowInFile, { from: "08:00", to: "20:00" })
    .check(
      z.describe(
        "When mails may go out, in the school's time zone. What does not go out by its end waits for the next morning.",
      ),
    ),
  sender: z.strictObject({
    name: text("The name that mails come from."),
    replyTo: address("Where replies go."),
  }),
  logo: z.optional(
    z.strictObject({
      url: notation(readUrl, { description: "Where the picture is, in any width from 320 pixels on.", format: "uri" }),
      alt: text("What stands there where pictures are not shown: the school's name."),
    }),
  ),
  office: z.strictObject({
    name: text("The office that students can ask."),
    email: address("The office's address, shown at the foot of every mail."),
  }),
  roles: z.optional(
    z
      .record(
        idKey,
        z.strictObject({ title: text("The role, as people read it."), email: address("Who holds it now.") }),
      )
      .check(z.describe("Who owns parts of the program and is asked about them, by an id of the role.")),
  ),
  deans: z.optional(
    z
      .array(address("Who may mark somebody as unmatched."))
      .check(z.minLength(1), z.describe("Who may mark students for what goes to the marked alone (audience: marked).")),
  ),
  weekend: z.optional(
    z
      .array(WeekdayInFile)
      .check(z.minLength(1), z.maxLength(3), z.describe("The days of the weekend; without it Saturday and Sunday.")),
  ),
  quietDays: QuietDaysInFile,
  examBlocks: z
    .optional(z.array(ExamBlockInFile).check(z.minLength(1)))
    .check(z.describe("Times of exams: reminders and last calls of whoever is in them wait, or come before.")),
  weeklyMails: z
    .optional(WeeklyMailsInFile)
    .check(z.describe("How many mails a week reach a student on their own days; without it all of them.")),
  catchUpDays: z
    .int()
    .check(
      z.gte(0),
      z.lte(365),
      z.describe("The bound of lateness: a mail late by more than this many days is recorded as missed, not sent."),
    ),
  statusWords: z
    .optional(z.record(z.string(), Status))
    .check(z.describe("What the school's own status words mean, e.g. `inactive: leave`. The usual ones are known.")),
  imports: z
    .optional(ImportsInFile)
    .check(z.describe("How much of one column, or how many in doubt, a roster may change without a person's yes.")),
  approval: z
    .optional(z.literal("first-mailing"))
    .check(z.describe("The first mailing of each occurrence waits until a second person has approved it.")),
  recipients: z
    .optional(RecipientsInFile)
    .check(z.describe("From when on a first mailing has far more recipients than last year, and stops by itself.")),
  rosterColumns: z
    .optional(z.record(z.string(), z.string().check(z.meta({ examples: [...COLUMNS] }))))
    .check(z.describe("What roster columns are called here, by their names in the file. The usual ones are known.")),
});
