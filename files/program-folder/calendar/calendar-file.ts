import * as z from "zod/mini";
import { Milestone } from "#domain/calendar/program.ts";
import { readCatchUp } from "../notation/days.ts";
import { id } from "../notation/ids.ts";
import { notation, refuse } from "../parse-part.ts";
import { AsksInFile, asksOf } from "./asks-file.ts";
import { AudienceFields, audienceOf, ShortAudience } from "./audience-file.ts";
import { text } from "./school-file.ts";
import { SeriesInFile } from "./series-file.ts";
import { WhenInFile } from "./when-file.ts";

/** What is asked of everybody is essential; what is only told may be declined. */
const openingKind = (asks: unknown): Milestone["mail"] => (asks === undefined ? "calendar" : "essential");

/**
 * What people call a milestone. Staff sort a calendar by it; no rule hangs on it, so that the program does not carry
 * it.
 */
const Kind = z.enum([
  "survey",
  "class-meeting",
  "workshop",
  "panel",
  "advising-meeting",
  "deadline",
  "observance",
  "checklist",
]);

/** One entry of `calendar.yaml`, as the domain knows it once it is read. */
export const MilestoneInFile = z.pipe(
  z.strictObject({
    id: id("Names the milestone everywhere; do not change it once mails have gone out."),
    title: text("The milestone's name, as people see it."),
    kind: Kind,
    owner: z.optional(id("A role of school.yaml: whoever holds it sets the day and answers for it.")),
    ...ShortAudience,
    audience: z.optional(AudienceFields),
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
    escalates: z.optional(
      z
        .strictObject({
          to: id("society-advisor, each student's own, or a role of school.yaml."),
          afterReminder: z.int().check(z.gte(1), z.describe("The reminder after which it is told, counted from 1.")),
        })
        .check(z.describe("Who is told of those who are still behind, on the working day after that reminder.")),
    ),
  }),
  z.transform(({ kind: _, tracks, phases, audience, page, asks, exact, mail, catchUp, ...rest }, context) => {
    if ((tracks === undefined) === (audience === undefined)) {
      const isTwice = tracks !== undefined;
      const what = isTwice ? "Its audience is said twice." : '"tracks" is missing.';
      const mend = isTwice ? "Remove tracks: or audience:." : "Add tracks: [pathways], or audience:.";
      refuse(context, { what, mend, path: isTwice ? ["audience"] : ["tracks"] });
    }
    return {
      ...rest,
      audience: audience === undefined ? { tracks: tracks ?? [], ...(phases && { phases }) } : audienceOf(audience),
      exact: exact ?? false,
      ...(catchUp === undefined ? {} : { catchUp }),
      mail: mail ?? openingKind(asks),
      ...(asks === undefined ? {} : { ask: asksOf(asks) }),
      showsAccessCode: page === "access-code",
    };
  }),
);
export type MilestoneAsWritten = z.infer<typeof MilestoneInFile>;

/** A file of the calendar: what happens, when, and for whom. */
export const CalendarFile = z.strictObject({
  milestones: z.optional(z.array(MilestoneInFile).check(z.minLength(1))),
  series: z.optional(
    z.array(SeriesInFile).check(z.describe("What happens again and again, on days that its sessions give.")),
  ),
});
