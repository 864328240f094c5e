import * as z from "zod/mini";
import { Milestone, type PossibleAnswer } from "#domain/calendar/program.ts";
import type { When } from "#domain/calendar/when.ts";
import { notation, refuse } from "../parse-part.ts";
import { readCatchUp, readClosing } from "./days.ts";
import { id } from "./ids.ts";
import { isoDate } from "./iso-date.ts";
import { readUrl, text } from "./school-file.ts";
import { anchorYear } from "./tracks-file.ts";
import { DAY_EXAMPLES, readDay } from "./yearly-days.ts";

const classYear = z.string().check(z.regex(/^\d{4}$/, "Write a year, like 2027."));

const WhenFields = z.strictObject({
  day: z.optional(
    notation(readDay, {
      description: "A day that comes back each year.",
      examples: DAY_EXAMPLES,
    }),
  ),
  year: z.optional(anchorYear),
  phase: z.optional(id("The phase of the student in which the day falls, in place of a year.")),
  dates: z.optional(
    z
      .record(classYear, isoDate("The day."))
      .check(z.describe("Days that the school sets each year: the year that `year` counts to, then the day.")),
  ),
});

type WhenAsWritten = z.infer<typeof WhenFields>;

const understandWhen = ({
  day,
  year,
  phase,
  dates,
}: WhenAsWritten): When | { what: string; mend: string; at: string } => {
  if (phase !== undefined && year !== undefined)
    return {
      what: "A milestone hangs on a phase or on a year, not on both.",
      mend: "Remove one of the two.",
      at: "year",
    };
  if (day !== undefined && dates !== undefined)
    return { what: "A milestone has a day or dates, not both.", mend: "Remove one of the two.", at: "dates" };
  if (phase !== undefined && day !== undefined) return { type: "phase", phase, on: day };
  if (phase !== undefined)
    return {
      what: "A milestone that hangs on a phase needs a day.",
      mend: "Add day: April 1 (or another).",
      at: "phase",
    };
  if (year === undefined)
    return { what: "It is not said in which year this falls.", mend: "Add year: or phase: to it.", at: "" };
  if (day !== undefined) return { type: "yearly", ...year, on: day };
  if (dates !== undefined) return { type: "dates", ...year, dates };
  return { what: "It is not said on which day this falls.", mend: "Add day: or dates: to it.", at: "year" };
};

const WhenInFile = z.pipe(
  WhenFields,
  z.transform((written, context): When => {
    const when = understandWhen(written);
    if (!("what" in when)) return when;
    refuse(context, { what: when.what, mend: when.mend, path: when.at === "" ? [] : [when.at] });
    return z.NEVER;
  }),
);

const AnswerInFile = z.pipe(
  z.strictObject({
    id: id("Names the answer in reports."),
    label: text("The answer, as the student reads it."),
    completes: z
      .union([z.boolean(), z.literal("in part")])
      .check(
        z.describe(
          "True: with this answer the student is done. In part: with this and every other answer in part they are, " +
            "given one after the other. False: it is noted, and the student stays asked.",
        ),
      ),
  }),
  z.transform(
    ({ completes, ...answer }): PossibleAnswer =>
      completes === "in part" ? { ...answer, completes: false, isPart: true } : { ...answer, completes },
  ),
);

const days = (description: string) => z.int().check(z.gte(1), z.lte(365), z.describe(description));

const AsksInFile = z.strictObject({
  type: z._default(z.literal("answer").check(z.describe("What is asked: an answer on the student's page.")), "answer"),
  question: text("The question on the student's page; its answer is the completion."),
  explanation: text("What is asked and why, on the student's page."),
  action: z.strictObject({
    label: text("The words on the button."),
    url: notation(readUrl, { description: "Where the button leads.", format: "uri" }),
  }),
  answers: z.array(AnswerInFile).check(z.minLength(1)),
  thanks: text("What the student reads once they are done."),
  closes: notation(readClosing, {
    description: "When it closes: a day of the year in which it opened, or days after opening.",
    examples: ["April 30", "30 days after opening", "last day of June"],
  }),
  remindAfterDays: z.array(days("Days after opening.")).check(z.describe("When reminders go out; [] for none.")),
  lastCallWorkingDays: days("Working days before closing on which the last call goes out."),
});

/** What is asked of everybody is essential; what is only told may be declined. */
const openingKind = (asks: unknown): Milestone["mail"] => (asks === undefined ? "calendar" : "essential");

/**
 * What people call a milestone. Staff sort a calendar by it; no rule hangs on it, so that the program does not carry
 * it.
 */
const Kind = z.enum(["survey", "class-meeting", "workshop", "panel", "advising-meeting", "deadline", "observance"]);

/** One entry of `calendar.yaml`, as the domain knows it once it is read. */
export const MilestoneInFile = z.pipe(
  z.strictObject({
    id: id("Names the milestone everywhere; do not change it once mails have gone out."),
    title: text("The milestone's name, as people see it."),
    kind: Kind,
    tracks: z.array(id("A track of tracks.yaml.")).check(z.minLength(1)),
    phases: z.optional(
      z
        .array(id("A phase of these tracks."))
        .check(z.minLength(1), z.describe("Only for students who are in one of these phases on the day.")),
    ),
    when: WhenInFile,
    exact: z.optional(
      z.boolean().check(z.describe("True: goes out on its day even if that day is quiet, and on no later one.")),
    ),
    catchUp: z.optional(
      notation(readCatchUp, {
        description:
          "How late its mails may be: always, so many days each, until it closes, or until a day of the year. " +
          "Without it: always where the mail is essential and nothing is asked, else the school's catchUpDays.",
        examples: ["always", "14 days", "until its end", "until May 31"],
      }),
    ),
    mails: z.strictObject({
      open: id("The mail that opens it: a file in emails/, without .md."),
      remind: z.optional(
        z
          .union([id("The mail of every reminder."), z.array(id("The mail of one reminder.")).check(z.minLength(1))])
          .check(z.describe("The mail of every reminder; or a list, the mail of each: the last goes on for the rest.")),
      ),
      lastCall: z.optional(id("The mail of the last call.")),
    }),
    mail: z.optional(
      Milestone.shape.mail.check(
        z.describe(
          "The kind of the mail that opens it: essential (nobody can decline it), calendar, residency (the residency " +
            "application), match (Match Day) or enrichment. Without it: essential where something is asked, else " +
            "calendar.",
        ),
      ),
    ),
    page: z.optional(
      z.literal("access-code").check(z.describe("The link leads to the page with the student's access code.")),
    ),
    asks: z.optional(AsksInFile),
  }),
  z.transform(({ kind: _, tracks, phases, page, asks, exact, mail, catchUp, ...rest }) => ({
    ...rest,
    audience: { tracks, ...(phases === undefined ? {} : { phases }) },
    exact: exact ?? false,
    ...(catchUp === undefined ? {} : { catchUp }),
    mail: mail ?? openingKind(asks),
    ...(asks === undefined ? {} : { ask: asks }),
    showsAccessCode: page === "access-code",
  })),
);

/** `calendar.yaml`: what happens, when, and for whom. */
export const CalendarFile = z.strictObject({ milestones: z.array(MilestoneInFile).check(z.minLength(1)) });
