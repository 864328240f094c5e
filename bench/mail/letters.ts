import * as z from "zod/mini";
import { memoryGuestLists } from "#adapters/guest-lists/memory-guest-lists.ts";
import { memorySessions } from "#adapters/sessions/memory-sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import { Student } from "#domain/people/student.ts";
import { type Dispatch, dispatchOf, letterTo, withTags } from "../../functions/send-mail/dispatch.ts";
import { WRITERS } from "../../functions/send-mail/writers/index.ts";
import { answers, numbersIn, SURVEY, spanOf, studentOf, ZONES } from "./cohort.ts";
import { benchMailer, KEYS, morningOf, programIn, SITE_URL } from "./matchward/school.ts";

/** The two mailings of the workload. */
export type Wave = "open" | "remind-1";

/** One job: some students of one time zone, with what their letters say, who get one mailing. */
export const MailJob = z.object({
  zone: z.int(),
  wave: z.enum(["open", "remind-1"]),
  students: z.array(z.object({ nth: z.int(), student: Student })),
});
export type MailJob = z.infer<typeof MailJob>;

const programs: readonly Program[] = ZONES.map((_, zone) => programIn(zone));
const mailer = benchMailer();

const mailing = (program: Program, wave: Wave): Promise<Dispatch> => {
  const at = morningOf(program, SURVEY.opensOn);
  const { occurrence } = SURVEY;
  const people = ["everybody"];
  return dispatchOf(
    { program, writers: WRITERS, sessions: memorySessions(), guestLists: memoryGuestLists() },
    { type: "mail.planned", version: 2, program: program.id, occurrence, wave, plannedAt: at, people },
    at,
  );
};

const mailings = await Promise.all(
  programs.map(async (program) => ({
    open: await mailing(program, "open"),
    "remind-1": await mailing(program, "remind-1"),
  })),
);

/** A mail that SES took. */
export interface SentMail {
  nth: number;
  messageId: string;
}

/**
 * Writes and sends the mails of a job in one SES call: the same letters, links and client as matchward's own.
 * @throws Error where SES did not take them, or nobody knows: the queue then tries the job again, as its docs advise.
 */
export const sendJob = async ({ zone, wave, students }: MailJob): Promise<SentMail[]> => {
  const [program, letters] = [programs[zone], mailings[zone]?.[wave]];
  if (program === undefined || letters === undefined) throw new Error(`There is no zone ${zone}.`);
  const desk = { keys: KEYS, siteUrl: SITE_URL };
  const recipients = students.map(({ student }) => withTags(letterTo(student, letters, desk), letters, 1));
  const outcomes = await mailer.send({ template: letters.writer.template, recipients });
  return outcomes.map((outcome, at) => {
    if (outcome.kind !== "sent") throw new Error(outcome.reason);
    return { nth: students[at]?.nth ?? -1, messageId: outcome.messageId };
  });
};

/** Who is to get a mailing, and how many in a job. */
export interface Wanted {
  students: number;
  batch: number;
  /** Numbers of those who are not to get it. */
  leftOut?: ReadonlySet<number>;
}

let known: Student[] = [];

/** Knows the students from now on, as an application's own table would: not measured. */
export const knowStudents = (students: number): void => {
  known = [...numbersIn({ first: 0, end: students })].map(studentOf);
};

/** The students of the workload in jobs of one zone and at most `batch` students, without those to leave out. */
export const jobsOf = (wave: Wave, { students, batch, leftOut = new Set() }: Wanted): MailJob[] =>
  ZONES.flatMap((_, zone) => {
    const wanted = [...numbersIn(spanOf(students, zone))].flatMap((nth) => {
      const student = known[nth];
      return student === undefined || leftOut.has(nth) ? [] : [{ nth, student }];
    });
    return chunksOf(wanted, batch).map((some) => ({ zone, wave, students: some }));
  });

/** Numbers of those who answer. */
export const clickersOf = (students: number): number[] => [...numbersIn({ first: 0, end: students })].filter(answers);

/** A list in pieces of at most that size. */
export const chunksOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, nth) => items.slice(nth * size, (nth + 1) * size));

/** Waits until a question is answered with yes, asked five times a second. */
export const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 200));
};
