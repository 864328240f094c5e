import * as z from "zod/mini";
import type { AnswerAsk, PossibleAnswer } from "#domain/calendar/program.ts";
import { dayNotation } from "../notation/day-notation.ts";
import { readClosing } from "../notation/days.ts";
import { id } from "../notation/ids.ts";
import { notation } from "../parse-part.ts";
import { readUrl, text } from "./school-file.ts";

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

const closing = dayNotation(readClosing, {
  description: "When it closes: a day of the year in which it opened, or days after opening.",
  examples: ["April 30", "30 days after opening", "last day of June"],
});

const reminders = z.array(days("Days after opening.")).check(z.describe("When reminders go out; [] for none."));

const AnswerAskInFile = z.strictObject({
  type: z.optional(z.literal("answer").check(z.describe("What is asked: an answer on the student's page."))),
  question: text("The question on the student's page; its answer is the completion."),
  explanation: text("What is asked and why, on the student's page."),
  action: z.optional(
    z
      .strictObject({
        label: text("The words on the button."),
        url: notation(readUrl, { description: "Where the button leads.", format: "uri" }),
      })
      .check(z.describe("Where it is done; left out where the mail or somebody else says it.")),
  ),
  answers: z.array(AnswerInFile).check(z.minLength(1)),
  thanks: text("What the student reads once they are done."),
  closes: closing,
  remindAfterDays: reminders,
  lastCallWorkingDays: days("Working days before closing on which the last call goes out."),
});

/** What the ladder of a meeting or of documents is where the entry does not say it. */
const LADDER = {
  closes: z._default(closing, { daysAfterOpening: 60 }),
  remindAfterDays: z._default(reminders, []),
  lastCallWorkingDays: z._default(days("Working days before closing on which the last call goes out."), 3),
  question: z.optional(text("The question on the student's page; its answer is the completion.")),
  explanation: z.optional(text("What is asked and why, on the student's page.")),
  thanks: z.optional(text("What the student reads once they are done.")),
};

const MeetAskInFile = z.strictObject({
  type: z.literal("meet").check(z.describe("What is asked: meetings that the student attests.")),
  with: id("Whom they meet, such as society-advisor."),
  count: z._default(z.int().check(z.gte(1), z.lte(6), z.describe("How many meetings.")), 1),
  ...LADDER,
});

const DocumentAskInFile = z.strictObject({
  type: z.literal("document").check(z.describe("What is asked: papers that the student attests, and nobody stores.")),
  items: z
    .array(z.strictObject({ id: id("Names it in reports."), label: text("What it is, as the student reads it.") }))
    .check(z.minLength(1)),
  ...LADDER,
});

/** `asks:` of a milestone. */
export const AsksInFile = z.discriminatedUnion("type", [AnswerAskInFile, MeetAskInFile, DocumentAskInFile]);

const NOT_YET: PossibleAnswer = { id: "not-yet", label: "Not yet, remind me", completes: false };

const NTH = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** One of several is a part; one alone is all of it. */
const parts = (named: readonly { id: string; label: string }[], all: string): PossibleAnswer[] =>
  named.length === 1
    ? [...named.map((one) => ({ ...one, completes: true })), NOT_YET]
    : [
        { id: "all", label: all, completes: true },
        ...named.map((one) => ({ ...one, completes: false, isPart: true as const })),
        NOT_YET,
      ];

type Meetings = z.infer<typeof MeetAskInFile>;
type Documents = z.infer<typeof DocumentAskInFile>;

const ladderOf = ({ closes, remindAfterDays, lastCallWorkingDays }: Meetings | Documents) => ({
  ...{ closes, remindAfterDays, lastCallWorkingDays },
});

const ofMeetings = (asked: Meetings): AnswerAsk => {
  const { with: who, count } = asked;
  const whom = who.replaceAll("-", " ");
  const meetings = count === 1 ? `the meeting with your ${whom}` : `${count} meetings with your ${whom}`;
  const one = [{ id: "met", label: `Yes, I have met my ${whom}` }];
  const several = NTH.slice(0, count).map((nth) => ({ id: `${nth}-meeting`, label: `The ${nth} meeting so far` }));
  const explanation = `This asks for ${meetings}. Arrange it with them, then tell us here.`;
  return {
    type: "answer",
    question: asked.question ?? (count === 1 ? `Have you met your ${whom}?` : "Which of these meetings have you had?"),
    explanation: asked.explanation ?? explanation,
    thanks: asked.thanks ?? "It is noted that you met.",
    ...ladderOf(asked),
    answers: parts(count === 1 ? one : several, count === 2 ? "Both meetings" : "All of these meetings"),
    attests: { type: "meet", with: who },
  };
};

const NOTHING_STORED =
  "Tell us what is ready. The documents themselves stay with you: nothing is uploaded or stored here.";

const ofDocuments = (asked: Documents): AnswerAsk => ({
  type: "answer",
  question: asked.question ?? "What have you finished?",
  explanation: asked.explanation ?? NOTHING_STORED,
  thanks: asked.thanks ?? "It is noted that these are ready.",
  ...ladderOf(asked),
  answers: parts(asked.items, "All of these"),
  attests: { type: "document" },
});

/** What is asked, as the domain knows it: meetings and documents are answers that come in parts. */
export const asksOf = (asked: z.infer<typeof AsksInFile>): AnswerAsk =>
  asked.type === "meet"
    ? ofMeetings(asked)
    : asked.type === "document"
      ? ofDocuments(asked)
      : { ...asked, type: "answer" };
