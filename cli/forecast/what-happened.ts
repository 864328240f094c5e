import * as z from "zod/mini";
import { occurrencesFor, occurrencesOpenIn } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { digestOf, type OutlookDigest } from "#domain/forecast/digests.ts";
import { escalationRow } from "#domain/forecast/foretell-escalations.ts";
import { byPlannedTime, byTimeAndStudent } from "#domain/forecast/order.ts";
import type { Outlook, OutlookMail, Span } from "#domain/forecast/preview.ts";
import { type Arrival, taskRow } from "#domain/forecast/walk-state.ts";
import { DIGEST_TEMPLATE } from "#domain/mail/digest.ts";
import { carriersOf } from "#domain/mail/welcome.ts";
import type { Part } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import type { Session } from "#domain/sessions/session.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { yearOf } from "#domain/time/dates.ts";
import { readMailTags } from "#events/mail/mail-tags.ts";
import { isToAdvisor, isToOffice } from "#events/mail/office-tags.ts";
import { PhaseEntered } from "#events/people/phase-entered.ts";
import type { DeliveredMail, System } from "../../local/system.ts";
import { SystemFailed } from "../faults.ts";

/** Stored templates are named by stage: `matchward-<stage>-<e-mail id>`. */
const STAGE_PREFIX = /^matchward-[a-z]+-/;

/** What is read of a system that lived through a span. */
export interface Aftermath {
  records: {
    people: Pick<System["records"]["people"], "all">;
    parts: Pick<System["records"]["parts"], "ofOccurrence">;
    escalations: Pick<System["records"]["escalations"], "since">;
  };
  mails(): readonly Pick<DeliveredMail, "tags" | "to" | "template" | "sentAt">[];
  busEvents(): readonly Pick<ReturnType<System["busEvents"]>[number], "detailType" | "detail">[];
}

/**
 * What the system really did, read from its mailbox, its table and its bus: mails, tasks and moves of every student.
 * @param rosters who was stored after each roster of the span: a later one forgets own days that mails were sent by
 * @param sessions all that were uploaded
 */
export const whatHappened = async (
  system: Aftermath,
  program: Program,
  { from, to }: Span,
  rosters: readonly Pick<Arrival, "students">[] = [],
  sessions: readonly Pick<Session, "id" | "item">[] = [],
): Promise<Outlook> => {
  const students = await system.records.people.all();
  const idOf = idsByKey(students);
  const ever = [...students, ...rosters.flatMap((roster) => roster.students)];
  const known = new Set([
    ...openIn(program, [yearOf(from), yearOf(to)]),
    ...ever.flatMap((student) => occurrencesFor(program, student).map(({ id }) => id)),
    ...sessions.map(({ id }) => sessionSubject(id)),
  ]);
  const parts = (
    await Promise.all([...known].map((occurrence) => system.records.parts.ofOccurrence(occurrence)))
  ).flat();
  const items = new Map(sessions.map(({ id, item }) => [sessionSubject(id), item]));
  const sent = system
    .mails()
    .filter(({ tags }) => !isToOffice(tags) && !isToAdvisor(tags))
    .map((mail) => mailOf(program, mail, items));
  const { mails, digests } = withDigests(withCarried(sent, parts), parts, idOf);
  return {
    mails: mails.map(({ student, ...mail }) => ({ studentId: idOf(student), ...mail })).sort(byPlannedTime),
    digests: digests.sort(byTimeAndStudent(() => "")),
    tasks: parts.flatMap((part) => taskRow(part, idOf)).sort(byTimeAndStudent(({ occurrence }) => occurrence)),
    phases: system
      .busEvents()
      .flatMap((event) => moveOf(event, idOf))
      .sort(byTimeAndStudent(({ phase }) => phase)),
    escalations: (await escalatedIn(system, idOf)).sort(byTimeAndStudent(({ occurrence }) => occurrence)),
  };
};

// A welcome is the first mail of its occurrence; what it carried is recorded with the parts that it told of.
const withCarried = (mails: readonly MailRow[], parts: readonly Part[]): MailRow[] => {
  const carried = Map.groupBy(
    parts.flatMap((part) => carriersOf(part).map((by) => ({ by: `${by}/${part.student}`, id: part.occurrence }))),
    ({ by }) => by,
  );
  return mails.map((mail) => {
    const name = `${mail.occurrence}/${mail.student}`;
    const ids = carried.get(name)?.map(({ id }) => id);
    carried.delete(name);
    return ids === undefined ? mail : { ...mail, carries: ids.toSorted() };
  });
};

// The things in a digest are recorded one by one, under the one message that told of them.
const withDigests = (
  mails: readonly MailRow[],
  parts: readonly Part[],
  idOf: IdOf,
): { mails: MailRow[]; digests: OutlookDigest[] } => {
  const told = parts.flatMap(({ student, occurrence, mails }) =>
    Object.entries(mails).map(([wave, { messageId = "" }]) => ({ student, occurrence, wave, messageId })),
  );
  const messages = Map.groupBy(told, ({ student, messageId }) => `${student}/${messageId}`);
  const names = new Map(told.map((one) => [`${one.student}/${one.occurrence}/${one.wave}`, one.messageId]));
  const rows = mails.map((mail) => {
    if (mail.template !== DIGEST_TEMPLATE) return { mails: [mail], digests: [] };
    const messageId = names.get(`${mail.student}/${mail.occurrence}/${mail.wave}`);
    const items = messages.get(`${mail.student}/${messageId}`) ?? [];
    const others = items.filter(({ occurrence, wave }) => occurrence !== mail.occurrence || wave !== mail.wave);
    const { student, ...row } = mail;
    const made = digestOf({ ...row, studentId: idOf(student) }, others);
    return { mails: [{ ...mail, ...made.mail }], digests: [made.digest] };
  });
  return { mails: rows.flatMap((row) => row.mails), digests: rows.flatMap(({ digests }) => digests) };
};

const escalatedIn = async ({ records }: Aftermath, idOf: IdOf) =>
  (await records.escalations.since("")).flatMap(({ at, to, entries }) =>
    entries.map(({ student, occurrence }) => escalationRow(at, idOf(student), occurrence, to)),
  );

type IdOf = (key: string) => string;

const idsByKey = (students: readonly Student[]): IdOf => {
  const ids = new Map(students.map(({ person, schoolId }) => [person, schoolId]));
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new SystemFailed("The system told of a student who is not in its roster.");
    return id;
  };
};

// Also of years that a student was in before the roster said another, and of those who are gone since.
const openIn = (program: Program, years: readonly number[]): string[] =>
  program.milestones.flatMap(({ id }) =>
    years.flatMap((year) => occurrencesOpenIn(program, id, year).map((one) => one.id)),
  );

type MailRow = Omit<OutlookMail, "studentId"> & { student: string };

// The tags of a session's mail have its id where a milestone's stands.
const mailOf = (
  program: Program,
  { tags, to, template, sentAt }: ReturnType<Aftermath["mails"]>[number],
  items: ReadonlyMap<string, string>,
): MailRow => {
  const mail = readMailTags(tags);
  if (mail?.program !== program.id) throw new SystemFailed("The system sent a mail whose tags do not name it.");
  const { occurrence, wave, student } = mail;
  const milestone = items.get(occurrence) ?? mail.milestone;
  const stored = template.replace(STAGE_PREFIX, "");
  return { student, to, milestone, occurrence, wave, template: stored, at: sentAt };
};

const moveOf = (event: { detailType: string; detail: unknown }, idOf: IdOf): Outlook["phases"] => {
  if (event.detailType !== "phase.entered") return [];
  const { data, occurredAt } = z.parse(PhaseEntered, event.detail);
  return [{ studentId: idOf(data.student), phase: data.phase, at: occurredAt }];
};
