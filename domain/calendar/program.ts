import * as z from "zod/mini";
import { Instant } from "#domain/time/instant.ts";
import { School } from "#domain/time/school.ts";
import { IsoDate, YearlyDay } from "#domain/time/yearly-day.ts";
import { Anchor, type OfClass } from "../people/enrollment.ts";
import { OpeningKind } from "../people/mail-kinds.ts";
import { Audience } from "./audience.ts";
import { PublicId } from "./public-id.ts";
import { Series } from "./series.ts";
import { When } from "./when.ts";

/** On a day of the year, or some days after the day it actually opened. */
export const Closes = z.union([
  z.object({ on: YearlyDay }),
  z.object({ daysAfterOpening: z.int().check(z.positive()) }),
]);

export const Answer = z.object({
  id: PublicId,
  label: z.string(),
  completes: z.boolean(),
  /** With all answers of which this is true a student is done as well, given one after the other. */
  isPart: z.optional(z.literal(true)),
});
export type PossibleAnswer = z.infer<typeof Answer>;

const remembered = {
  closes: Closes,
  remindAfterDays: z.array(z.int().check(z.positive())),
  /** Working days before the closing date. */
  lastCallWorkingDays: z.int().check(z.positive()),
};

const AnswerAsk = z.object({
  type: z.literal("answer"),
  question: z.string(),
  explanation: z.string(),
  answers: z.array(Answer).check(z.minLength(1)),
  action: z.optional(z.object({ label: z.string(), url: z.string() })),
  thanks: z.string(),
  /** What the answers attest, where that is meetings or documents of theirs. */
  attests: z.optional(
    z.union([z.object({ type: z.literal("meet"), with: PublicId }), z.object({ type: z.literal("document") })]),
  ),
  ...remembered,
});
export type AnswerAsk = z.infer<typeof AnswerAsk>;

/** What a milestone asks, by its task's type (`task-states.ts`). A program's files can say `answer` alone so far. */
export const Ask = z.discriminatedUnion("type", [
  AnswerAsk,
  // Without a capacity there is a seat for everybody.
  z.object({ type: z.literal("attend"), capacity: z.optional(z.int().check(z.positive())), ...remembered }),
  z.object({ type: z.literal("meet"), ...remembered }),
  z.object({ type: z.literal("document"), ...remembered }),
]);
export type Ask = z.infer<typeof Ask>;

/** How long its mails may be late: for good, for so many days each, or until it closes or a day of the year. */
export const CatchUp = z.union([
  z.literal("always"),
  z.object({ days: z.int().check(z.nonnegative()) }),
  z.object({ until: z.union([z.literal("its end"), YearlyDay]) }),
]);
export type CatchUp = z.infer<typeof CatchUp>;

/** Where `escalates` goes to each student's own advisor of the roster; any other name is a role of the school. */
export const SOCIETY_ADVISOR = "society-advisor";

/** Who is told of the students that are still behind once that reminder, counted from 1, is over. */
export const Escalates = z.object({ to: PublicId, afterReminder: z.int().check(z.positive()) });

export const Milestone = z.object({
  id: PublicId,
  title: z.string(),
  /** The role of the school whose holder sets its day and answers for it. */
  owner: z.optional(PublicId),
  audience: Audience,
  when: When,
  /** Goes out on its day even if that is a quiet day, and on no later one (Match Day). */
  exact: z.boolean(),
  /** Without it, `catchUpOf` says. */
  catchUp: z.optional(CatchUp),
  /**
   * E-mail ids; `remind` and `lastCall` only where something is asked. A list has a mail for each reminder, whose last
   * serves for those that follow.
   */
  mails: z.object({
    open: PublicId,
    remind: z.optional(z.union([PublicId, z.array(PublicId)])),
    lastCall: z.optional(PublicId),
  }),
  /** Whether students may decline the opening mail. Reminders and last calls are always `nudges`. */
  mail: OpeningKind,
  ask: z.optional(Ask),
  escalates: z.optional(Escalates),
  /** The mail's link leads to the page with the student's AAMC Careers in Medicine access code. */
  showsAccessCode: z.boolean(),
});
export type Milestone = z.infer<typeof Milestone>;

export const answerAskOf = ({ ask }: Pick<Milestone, "ask">): AnswerAsk | undefined =>
  ask?.type === "answer" ? ask : undefined;

/** The answers that complete together with this one; `undefined` where it is no part. */
export const otherParts = (
  { answers }: Pick<AnswerAsk, "answers">,
  { id, isPart }: PossibleAnswer,
): string[] | undefined =>
  isPart ? answers.flatMap((one) => (one.isPart && one.id !== id ? [one.id] : [])) : undefined;

/** A phase begins on the day `on` of the anchor's year plus `year`. */
export const Phase = z.object({
  id: PublicId,
  title: z.string(),
  begins: z.object({
    anchor: Anchor,
    year: z.int(),
    on: YearlyDay,
  }),
});
export type Phase = z.infer<typeof Phase>;

export const Track = z.object({
  id: PublicId,
  title: z.string(),
  /** Normal length: graduation year minus matriculation year. */
  years: z.int().check(z.positive()),
  /** In order; empty where the program does not follow that track's phases. */
  phases: z.array(Phase),
});
export type Track = z.infer<typeof Track>;

/** The course of who enters a track in a year and takes its normal length. */
export const usualCourse = ({ id: track, years }: Track, matriculation: number): OfClass => ({
  track,
  anchors: { matriculation, graduation: matriculation + years },
});

/** What a digest says of an e-mail: a line, and its button's words. Without `url` they lead to the student's page. */
export const Brief = z.object({ line: z.string(), label: z.optional(z.string()), url: z.optional(z.string()) });
export type Brief = z.infer<typeof Brief>;

export const Program = z.object({
  /** Part of every record, link, tag and message, so that two programs share none. */
  id: PublicId,
  school: School,
  tracks: z.array(Track),
  milestones: z.array(Milestone),
  /** What happens again and again, on days that its sessions give. */
  series: z.optional(z.array(Series)),
  /** By the e-mail's id, or `<id>.<track>`, where the school has a weekly digest. */
  briefs: z.optional(z.record(z.string(), Brief)),
  /** Each year's Match Week, from the first day to the one on which results are released, and the hour of that. */
  matchWeeks: z.optional(z.array(z.object({ from: IsoDate, to: IsoDate, released: z.optional(Instant) }))),
  /** What goes to whom a dean has marked, and to nobody else: no list of milestones has them. */
  forMarked: z.optional(z.array(Milestone)),
  /** Ids of what is asked after a window that sessions give a day (`withGivenWindows`): no file says so. */
  givenWindows: z.optional(z.array(z.string())),
  /** Words on the eve of sessions by class (`classIn`) and the last day of their week (`withEves`): no file says so. */
  eves: z.optional(z.record(z.string(), z.record(z.string(), z.int()))),
});
export type Program = z.infer<typeof Program>;

/** Essential mail without an end of its own is never too late, e.g. an access code. All else follows the school. */
export const catchUpOf = ({ school }: Pick<Program, "school">, { catchUp, mail, ask }: Milestone): CatchUp =>
  catchUp ?? (mail === "essential" && ask === undefined ? "always" : { days: school.catchUpDays });
