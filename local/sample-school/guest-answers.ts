import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { guestsOf } from "#domain/sessions/guest-hours.ts";
import { isInvited } from "#domain/sessions/guests.ts";
import type { Session } from "#domain/sessions/session.ts";
import { invitedFrom } from "#domain/sessions/session-waves.ts";
import type { AnswerRow, Draw } from "./sample-school.ts";

/** Of every so many sessions with seats one is asked for by more than it has. */
const FULL_EVERY = 5;
const MINUTE = 60_000;

/** How many come to a session that asks: most have room, some have a wait list. */
const wanted = (draw: Draw, { capacity = 60 }: Session, nth: number): number =>
  Math.round((capacity * (nth % FULL_EVERY === 1 ? 115 + draw(15) : 20 + draw(30))) / 100);

interface Sample {
  program: Program;
  students: readonly Student[];
  sessions: readonly Session[];
  /** When a student is told of a session; undefined where they never are. */
  toldAt: (student: Student, session: Session) => string | undefined;
}

/**
 * What the sample's students say to invitations: yes and no, at once and at the last moment, most nothing; some bring a
 * guest where they may, and some who said yes cannot come after all.
 */
export const guestAnswers = (draw: Draw, { program, students, sessions, toldAt }: Sample): AnswerRow[] =>
  sessions
    .filter(({ rsvp, status }) => rsvp !== "none" && status === "planned")
    .flatMap((session, nth) => {
      const begins = Date.parse(invitedFrom(program, session));
      const minutes = Math.floor((Date.parse(session.startsAt) - begins) / MINUTE) - 30;
      const invited = students
        .filter((student) => isInvited(program, session, student))
        .map((student) => ({ student, place: draw(1_000_000) }))
        .toSorted((one, other) => one.place - other.place)
        .map(({ student }) => student);
      const yes = wanted(draw, session, nth);
      const { most } = guestsOf(program, session);
      // Whoever is told later, with the week's digest, has less time for the same.
      const saidAt = (student: Student, after: number): Date => {
        const told = Date.parse(toldAt(student, session) ?? invitedFrom(program, session));
        const left = Math.floor((Date.parse(session.startsAt) - told) / MINUTE) - 30;
        return new Date(told + Math.ceil((after * left) / minutes) * MINUTE);
      };
      const row = (student: Student, after: number, answer: "yes" | "no"): AnswerRow => ({
        at: saidAt(student, after).toISOString().replace(".000Z", "Z"),
        student_id: student.schoolId,
        milestone: `session:${session.id}`,
        answer,
        guests: answer === "yes" && most > 0 && draw(4) === 0 ? "1" : "",
      });
      const when = () => Math.min(draw(minutes), draw(minutes)) + 1;
      const coming = invited.slice(0, yes).flatMap((student) => {
        const first = when();
        const said = [row(student, first, "yes")];
        if (draw(12) === 0) said.push(row(student, first + 1 + draw(minutes - first), "no"));
        return said;
      });
      return [...coming, ...invited.slice(yes, yes + 4 + draw(6)).map((student) => row(student, when(), "no"))];
    });
