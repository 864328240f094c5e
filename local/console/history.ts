import * as z from "zod/mini";
import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { PhaseEntered } from "#events/people/phase-entered.ts";
import { sessionWrittenOf, studentOf, subjectOf } from "#office/mails/sent-mails.ts";
import type { Moment } from "#office/students/timeline.ts";
import { phaseTitle } from "#office/titles.ts";
import type { System } from "../system.ts";

type Seen = Pick<System, "mails" | "busEvents">;

/** What the emulated mailbox and bus know of a student: the mails that they got, and their moves into phases. */
export const historyOf = (system: Seen, program: Program, student: Student): Moment[] => [
  ...mailsOf(system, program, student),
  ...movesOf(system, program, student),
];

const mailsOf = (system: Seen, program: Program, student: Student): Moment[] =>
  system
    .mails()
    .filter((mail) => studentOf(mail) === student.person)
    .map((mail) => ({
      ...{ at: mail.sentAt, kind: "mail", what: subjectOf(program, mail), messageId: mail.messageId },
      session: sessionWrittenOf(mail),
    }));

const movesOf = (system: Seen, program: Program, student: Student): Moment[] =>
  system.busEvents().flatMap(({ detail }) => {
    const event = z.safeParse(PhaseEntered, detail);
    if (!event.success || event.data.data.student !== student.person) return [];
    const title = phaseTitle(program, { track: student.track, phase: event.data.data.phase });
    return [{ at: event.data.occurredAt, kind: "phase", what: title }];
  });
