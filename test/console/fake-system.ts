import { createHash } from "node:crypto";
import type { ImportRecord } from "#adapters/imports/imports.ts";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryMailings } from "#adapters/mailings/memory-mailings.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { memorySuppressionList } from "#adapters/ses/memory-suppression-list.ts";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { phaseOn } from "#domain/calendar/phases.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Outlook, preview } from "#domain/forecast/preview.ts";
import type { Mailing } from "#domain/mail/mailing.ts";
import type { MailState, Part } from "#domain/parts/part.ts";
import { countsByCohort } from "#domain/parts/progress.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import type { RosterStudent, Student } from "#domain/people/student.ts";
import { mailingTags, mailTags } from "#events/mail/mail-tags.ts";
import { openOffice } from "#office/front/office.ts";
import type { PausedMailing } from "#office/mailings/paused-mailings.ts";
import type { OfficeRecords } from "#office/records.ts";
import type { DeliveredMail, Failure, System, UploadedAs } from "../../local/system.ts";
import { attestedTask, dueTask } from "../domain/parts/tasks.fixture.ts";

/** A system that answers what the rules foresee: mails appear when the clock passes them, answers complete tasks. */
export interface FakeSystem extends System {
  /** Completes a task now, as a student's POST would. */
  answer(studentId: string, occurrence: string): void;
  /** From now on every mail of that student stands as this says. */
  meet(studentId: string, fate: Partial<MailState>): void;
  /** From now on a student gets no mails of these kinds. */
  decline(studentId: string, kinds: DeclinableKind[]): void;
  fail(failure: Failure): void;
  /** Pauses a mailing now, as too many bounces would. */
  pauseItself(mailing: Mailing, reason: string): Promise<boolean>;
  /** Puts a roster among those that came. */
  cameAs(one: ImportRecord): Promise<void>;
  students(): Promise<Student[]>;
  pausedMailings(): Promise<PausedMailing[]>;
  uploads: string[];
  uploadedAs: UploadedAs[];
  /** What was decided of which mails. */
  decided: string[];
}

const keyOf = (studentId: string): string => createHash("sha256").update(studentId).digest("base64url").slice(0, 22);

/** A double of the local system for the console's tests: keeps time, mails and parts; nothing runs behind it. */
export const fakeSystem = (program: Program, roster: readonly RosterStudent[], at: string, pace = 0): FakeSystem => {
  const begins = at.slice(0, 10);
  const outlook: Outlook = preview(
    program,
    roster,
    { from: begins, to: `${Number(begins.slice(0, 4)) + 2}-12-31` },
    [],
  );
  const students = roster.map((student): Student => {
    const { cimAccessCode: _, ...kept } = student;
    return { ...kept, person: keyOf(student.schoolId), program: program.id, joinedOn: begins };
  });
  const answered = new Map<string, string>();
  const listeners = new Set<() => void>();
  const failures: Failure[] = [];
  const fates = new Map<string, Partial<MailState>>();
  const uploads: string[] = [];
  const uploadedAs: UploadedAs[] = [];
  const decided: string[] = [];
  const declined = new Map<string, DeclinableKind[]>();
  const mailings = memoryMailings(() => tell());
  let now = at;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const answeredBefore = (studentId: string, occurrence: string, instant: string) =>
    (answered.get(`${studentId}/${occurrence}`) ?? "9") <= instant;
  const sent = () => outlook.mails.filter((m) => m.at <= now && !answeredBefore(m.studentId, m.occurrence, m.at));
  const delivered = (): DeliveredMail[] =>
    sent().map((mail) => ({
      messageId: `${mail.studentId}.${mail.occurrence}.${mail.wave}`,
      sentAt: mail.at,
      from: '"Career Advising" <advising@example.edu>',
      to: mail.to,
      subject: `About ${mail.milestone}`,
      html: `<!doctype html><p>Hello</p><a href="http://localhost:3000/s/token">Open your page</a><script>alert(1)</script>`,
      text: "Hello\nOpen your page: http://localhost:3000/s/token\n",
      template: `matchward-dev-${mail.template}`,
      tags: mailTags(mailingTags({ program: program.id, ...mail, plannedAt: mail.at }), {
        student: keyOf(mail.studentId),
        attempt: 1,
      }),
      headers: {},
    }));
  const partsOf = async (occurrence: string): Promise<Part[]> => {
    const mails = Map.groupBy(
      sent().filter((mail) => mail.occurrence === occurrence),
      ({ studentId }) => studentId,
    );
    return [...mails].map(([studentId, theirs]) => partOf(studentId, occurrence, theirs));
  };
  const partOf = (studentId: string, occurrence: string, mails: Outlook["mails"]): Part => {
    const student = students.find((each) => each.schoolId === studentId);
    const milestone = program.milestones.find(({ id }) => id === parseOccurrenceId(occurrence)?.milestone);
    const at = answered.get(`${studentId}/${occurrence}`);
    const states = mails.map((mail): [string, MailState] => [
      mail.wave,
      { state: "sent", plannedAt: mail.at, attempt: 1, at: mail.at, ...fates.get(studentId) },
    ]);
    return {
      occurrence,
      milestone: milestone?.id ?? "",
      student: keyOf(studentId),
      cohort: student ? cohortOf(student) : "",
      ...(milestone?.ask && { task: at ? attestedTask(at, keyOf(studentId)) : dueTask(mails[0]?.at) }),
      revision: at ? 1 : 0,
      mails: Object.fromEntries(states),
    };
  };
  const runTo = async (instant: string, onProgress?: (now: string) => void) => {
    if (instant < now) throw new Error(`The clock cannot go back to ${instant}.`);
    if (pace > 0) await new Promise((resolve) => setTimeout(resolve, pace));
    now = instant;
    onProgress?.(now);
    tell();
  };
  const upcoming = (count: number) => {
    const later = [...new Set(outlook.mails.map((mail) => mail.at))].filter((each) => each > now);
    return later
      .sort()
      .slice(0, count)
      .map((each) => ({ name: "morning", at: each }));
  };

  const stored = memoryRecords();
  const records: OfficeRecords = {
    auditLog: stored.auditLog,
    corrections: stored.corrections,
    users: stored.users,
    notes: stored.notes,
    // As `count-progress` would have counted by now.
    progress: {
      since: async () => {
        const sent = outlook.mails.filter(({ at }) => at <= now).map((mail) => mail.occurrence);
        const counted = [...new Set(sent)].map(async (occurrence) => {
          const counts = countsByCohort(await partsOf(occurrence));
          return [...counts].map(([cohort, some]) => ({ cohort, occurrence, counts: some }));
        });
        return (await Promise.all(counted)).flat();
      },
    },
    accessCodes: stored.accessCodes,
    escalations: stored.escalations,
    sessions: stored.sessions,
    guestLists: stored.guestLists,
    feeds: stored.feeds,
    people: {
      ...stored.people,
      enrolled: async () => students,
      all: async () =>
        students.map((student) => {
          const phase = phaseOn(program, student, now.slice(0, 10));
          return phase === undefined ? student : { ...student, phase };
        }),
    },
    parts: {
      ...stored.parts,
      ofOccurrence: partsOf,
      ofStudents: async (names) => {
        const found = await Promise.all([...new Set(names.map(({ occurrence }) => occurrence))].map(partsOf));
        return found.flat().filter((part) => names.some((name) => name.student === part.student));
      },
      decide: async ({ occurrence, student }, wave, { state }) => {
        decided.push(`${state === "left" ? "leave" : "send again"} ${occurrence} ${wave}`);
        const one = students.find(({ person }) => person === student);
        if (one) fates.set(one.schoolId, { state: state === "left" ? "left" : "sent" });
        tell();
        return true;
      },
    },
    choices: { ...stored.choices, of: async (key) => declined.get(key) ?? [], all: async () => new Map() },
    imports: stored.imports,
    marks: stored.marks,
    files: memoryFiles(),
    mailings,
    school: { startedOn: async () => begins },
    queue: memoryMailQueue(),
    suppressionList: memorySuppressionList(),
  };

  return {
    url: "http://localhost:3000",
    now: () => now,
    runTo,
    runUpTo: runTo,
    upcoming,
    runToNextEvent: async () => runTo(upcoming(1)[0]?.at ?? now),
    uploadRoster: async (csv, as) => {
      uploads.push(typeof csv === "string" ? csv : Buffer.from(csv).toString("utf8"));
      if (as) uploadedAs.push(as);
      return { summary: '{"students":1,"added":1}', rejectedCsv: "student_id,reason,line\n", warningsCsv: "" };
    },
    request: async () => new Response("", { status: 404 }),
    linkFor: async (student, occurrence) => `http://localhost:3000/s/${student}.${encodeURIComponent(occurrence)}`,
    mails: delivered,
    records,
    change: (deed) => deed(),
    students: records.people.all,
    pausedMailings: () => openOffice(records, { program, now: () => now }).pausedMailings(),
    busEvents: () => [],
    calls: () => ({
      "ses:SendBulkEmail": { calls: 2, units: sent().length },
      "dynamodb:UpdateItem": { calls: sent().length * 2, units: sent().length * 2 },
      "odd:Thing": { calls: 1, units: 1 },
    }),
    failures: () => failures,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reset: async (instant) => {
      now = instant;
      answered.clear();
    },
    stop: async () => undefined,
    answer: (studentId, occurrence) => {
      answered.set(`${studentId}/${occurrence}`, now);
      tell();
    },
    decline: (studentId, kinds) => {
      declined.set(keyOf(studentId), kinds);
      tell();
    },
    meet: (studentId, fate) => {
      fates.set(studentId, fate);
      tell();
    },
    fail: (failure) => {
      failures.push(failure);
      tell();
    },
    pauseItself: (mailing, reason) => mailings.pause(mailing, { at: now, reason }),
    cameAs: (one) => stored.imports.record(one),
    uploads,
    uploadedAs,
    decided,
  };
};
