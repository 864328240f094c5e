import type { Program } from "../../calendar/program.ts";
import { partName } from "../../mail/done-before.ts";
import type { PlannedMail } from "../../mail/plan.ts";
import type { Part } from "../../parts/part.ts";
import { claiming, settling } from "../../parts/part-changes.ts";
import type { Student } from "../../people/student.ts";
import type { GuestAnswered } from "../../sessions/guest-answers.ts";
import { emptyList, type GuestList } from "../../sessions/guest-list.ts";
import { sessionTemplate } from "../../sessions/invitation.ts";
import type { KnownSession } from "../../sessions/session.ts";
import type { PlanSession } from "../../sessions/session-mails.ts";
import { isCorrection } from "../../sessions/session-waves.ts";
import { noteTold, type ToldSoFar } from "../../sessions/spacing/told-so-far.ts";
import { answersOf } from "../../sessions/wave-guests.ts";
import { schoolDate } from "../../time/dates.ts";
import type { ByInstant } from "../order.ts";
import type { OutlookMail, Span } from "../preview.ts";
import type { IgnoredAnswer } from "../walk-state.ts";

export interface Foretelling {
  program: Program;
  span: Span;
  /** By the key of each who is `planned`, the keys of all whom planning treats alike. */
  alike: ReadonlyMap<string, readonly string[]>;
  planned: readonly Student[];
  students: ReadonlyMap<string, Student>;
  /** The same by their school's number. */
  numbered: ReadonlyMap<string, Student>;
  sessions: readonly KnownSession[];
  /** By the sessions' ids. */
  lists: Map<string, GuestList>;
  parts: Map<string, Part>;
  /** What the parts say of it, kept beside them. */
  told: ToldSoFar;
  mails: ByInstant<OutlookMail>;
  waiting: OutlookMail[];
  /** Answers that are still to come, in time order. */
  left: GuestAnswered[];
  heard: GuestAnswered[];
  ignored: IgnoredAnswer[];
}

export const listOf = ({ lists }: Pick<Foretelling, "lists">, { id }: KnownSession): GuestList =>
  lists.get(id) ?? emptyList(id);

export const planOf = (state: Foretelling, session: KnownSession, now: string): PlanSession => {
  const { program, parts: known, sessions: among, planned: students } = state;
  return { program, session, among, students, answers: answersOf(listOf(state, session)), known, now };
};

const isClaimed = (state: Foretelling, mail: PlannedMail, { id: session, sequence }: KnownSession, at: string) => {
  const { program, parts, told } = state;
  const { wave, plannedAt } = mail;
  const name = partName(mail);
  const letter = { plannedAt, at, tells: sequence, corrects: isCorrection(wave) };
  const claim = claiming(mail, wave, letter)(parts.get(name));
  if (claim.said.kind !== "claimed") return false;
  const { attempt } = claim.said;
  const { part } = settling(wave, { state: "sent", plannedAt, attempt, at, messageId: wave })(claim.part);
  if (part !== undefined) parts.set(name, part);
  noteTold(told, mail.student, { session, wave, on: schoolDate(plannedAt, program.school.timeZone) });
  return true;
};

const send = (state: Foretelling, mail: PlannedMail, session: KnownSession, at: string): void => {
  const { student: like, milestone, occurrence, wave } = mail;
  const rows = mail.waitsForDigest ? state.waiting : state.mails.at(at);
  const template = sessionTemplate(state.program, session, wave);
  for (const person of state.alike.get(like) ?? []) {
    const student = state.students.get(person);
    if (student === undefined) continue;
    rows.push({ studentId: student.schoolId, to: student.email, milestone, occurrence, wave, template, at });
  }
};

/** Sends what was planned of a session, each mail once. */
export const tell = (state: Foretelling, session: KnownSession, mails: readonly PlannedMail[], at: string): void => {
  for (const mail of mails) if (isClaimed(state, mail, session, at)) send(state, mail, session, at);
};
