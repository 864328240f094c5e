import type { Published } from "#adapters/bus/event-bus.ts";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { readMailing } from "#adapters/mailings/dynamodb-mailings.ts";
import type { MailingState } from "#adapters/mailings/mailings.ts";
import { newsOf } from "#adapters/parts/part-group-item.ts";
import { readStudents, type StoredStudent } from "#adapters/people/person-item.ts";
import { suppressionOf } from "#domain/people/address.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import { isPause } from "#domain/people/held.ts";
import type { MailingPaused } from "#events/mail/mailing-paused.ts";
import type { AddressFailed } from "#events/people/address-failed.ts";
import type { PersonHeld } from "#events/people/person-held.ts";
import type { PhaseEntered } from "#events/people/phase-entered.ts";
import type { StudentEnrolled } from "#events/people/student-enrolled.ts";
import type { ItemChange } from "../listeners/stream-record.ts";
import { ANNOUNCED, type AnnouncedPartition } from "./announced.ts";
import { importAnnouncements } from "./import-announcements.ts";
import { seatAnnouncements } from "./seat-announcements.ts";
import { sessionAnnouncements } from "./session-announcements.ts";
import { taskAnnouncements } from "./task-announcements.ts";

/** The events that a change announces, if any. A fact always has the same id. @throws a zod error at a bad item. */
export const announcementsOf = ({ before, after, at }: ItemChange): Published[] => {
  const found = ANNOUNCED.find(({ partition }) => PARTITIONS[partition].stamp.kind === after?.kind);
  return found ? ANNOUNCERS[found.partition]({ before, after, at }) : [];
};

const ANNOUNCERS: Record<AnnouncedPartition, (change: ItemChange) => Published[]> = {
  parts: ({ after }) => newsOf(after).flatMap(taskAnnouncements),
  people: ({ before, after, at }) => ofPerson(before ? readStudents(before) : [], after ? readStudents(after) : [], at),
  mailings: ({ before, after }) => ofMailing(before && readMailing(before), readMailing(after)),
  imports: importAnnouncements,
  sessions: sessionAnnouncements,
  guests: seatAnnouncements,
};

const idOf = (type: string, ...fact: readonly (string | number)[]): string => [type, ...fact].join("/");

// A fact of each program that the person is in; of somebody who is no student there is nothing to tell.
const ofPerson = (before: readonly StoredStudent[], after: readonly StoredStudent[], at: string): Published[] =>
  after.flatMap((student) => {
    const was = before.find(({ program }) => program === student.program);
    return ofStudent(was, student, at);
  });

const ofStudent = (before: StoredStudent | undefined, after: StoredStudent, at: string): Published[] => {
  if (before === undefined) return [enrolled(after, at), ...nowHeld(before, after)];
  return [
    ...nowHeld(before, after),
    ...(before.phase === after.phase ? [] : entered(before.phase, after)),
    ...failed(before, after),
  ];
};

const enrolled = (student: StoredStudent, occurredAt: string): StudentEnrolled => ({
  type: "student.enrolled",
  version: 1,
  id: idOf("student.enrolled", student.person),
  occurredAt,
  data: { student: student.person, cohort: cohortOf(student), track: student.track },
});

const nowHeld = (before: StoredStudent | undefined, { person, held, ...student }: StoredStudent): PersonHeld[] => {
  // What staff pause by hand is no doubt: nobody has to settle it.
  if (held === undefined || isPause(held) || before?.held?.evidence === held.evidence) return [];
  const { reason, since } = held;
  const data = { student: person, cohort: cohortOf(student), reason, since };
  return [{ type: "person.held", version: 1, id: idOf("person.held", person, reason, since), occurredAt: since, data }];
};

const failed = ({ address: before }: StoredStudent, student: StoredStudent): AddressFailed[] => {
  const { person, address } = student;
  const state = suppressionOf(student);
  const isKnown = before?.at === address?.at && before?.state === state;
  if (address === undefined || state === undefined || isKnown) return [];
  const id = idOf("address.failed", person, state, address.at);
  const data = { student: person, cohort: cohortOf(student), state };
  return [{ type: "address.failed", version: 1, id, occurredAt: address.at, data }];
};

const entered = (from: string | undefined, student: StoredStudent): [PhaseEntered] | [] => {
  const { person, phase, phaseEnteredAt: occurredAt } = student;
  if (phase === undefined || occurredAt === undefined) return [];
  const data = { student: person, cohort: cohortOf(student), phase, ...(from === undefined ? {} : { from }) };
  return [
    { type: "phase.entered", version: 1, id: idOf("phase.entered", person, phase, occurredAt), occurredAt, data },
  ];
};

const ofMailing = (before: MailingState | undefined, { occurrence, wave, paused }: MailingState): MailingPaused[] => {
  if (paused === undefined || before?.paused?.at === paused.at) return [];
  const id = idOf("run.paused", occurrence, wave, paused.at);
  const { reason, cause } = paused;
  const data = { occurrence, wave, reason, ...(cause && { cause }) };
  return [{ type: "run.paused", version: 1, id, occurredAt: paused.at, data }];
};
