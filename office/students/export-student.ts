import type { AuditLog } from "#adapters/audit-log/audit-log.ts";
import type { Choices } from "#adapters/choices/choices.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import { auditActionOf } from "#domain/access/audit-record.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Part } from "#domain/parts/part.ts";
import { doubtsOf } from "#domain/people/held.ts";
import { schoolMinute } from "#domain/time/dates.ts";
import { listRecords } from "../audit/list-records.ts";
import { stateInWords } from "../mail-words.ts";
import { waveLabel } from "../titles.ts";
import type { StudentFile } from "./student-file.ts";
import type { TheirSession } from "./their-sessions.ts";

interface ExportNeeds {
  program: Program;
  auditLog: Pick<AuditLog, "newest">;
  choices: Pick<Choices, "recorded">;
  accessCodes: Pick<AccessCodes, "get">;
}

/** A line of an export: what it is, and what is on record of it. */
export interface ExportLine {
  what: string;
  says: string;
}

/** Everything on record of a student, in chapters: for them to read, and as data. */
export interface StudentExport {
  /** ISO 8601 UTC. */
  at: string;
  school: string;
  chapters: { title: string; lines: ExportLine[] }[];
}

const MOST_RECORDS = 5_000;

const line = (what: string, says: unknown): ExportLine[] =>
  says === undefined || says === "" ? [] : [{ what, says: typeof says === "string" ? says : JSON.stringify(says) }];

const LABELS: Readonly<Record<string, string>> = {
  person: "Key in links and events",
  schoolId: "Number",
  email: "Address",
  firstName: "First name",
  lastName: "Last name",
  preferredName: "Preferred name",
  society: "Society",
  societyAdvisorEmail: "Advisor’s address",
  joinedOn: "In the roster since",
  backOn: "Last came back on",
  leaveFrom: "First day of a leave",
  leaveUntil: "Last day of a leave",
  released: "Doubts that staff decided on",
  aliases: "Other numbers",
  mailbox: "Mailbox",
  site: "Clinical site",
  specialty: "Specialty",
  degree: "Degree",
  program: "Program",
  track: "Track",
  status: "Status",
  phase: "Phase",
};

/** Writes an instant by the school's clock. */
type ClockWords = (at: string) => string;

const whoTheyAre = ({ student }: StudentFile, code: string | undefined, when: ClockWords): ExportLine[] => {
  const { anchors, address, held, ...said } = student;
  const doubts = doubtsOf({ held }).map(({ says, since }) => `${says} (${when(since)})`);
  return [
    ...Object.entries(said).flatMap(([what, says]) => line(LABELS[what] ?? what, says)),
    ...line("Entered in", String(anchors.matriculation)),
    ...line("Graduates in", String(anchors.graduation)),
    ...line("Address that failed", address && `${address.email}: ${address.state}, ${when(address.at)}`),
    ...line("Held or paused", doubts.join(" ")),
    ...line("AAMC access code", code),
  ];
};

const taskLines = (title: string, { task, openedAt, booked }: Part, when: ClockWords): ExportLine[] => {
  const evidence = Object.entries(task?.evidence ?? {}).map(
    ([level, { source, by, at, answer, reason }]) =>
      `${level}, ${when(at)}, by ${by} (${source})` +
      (answer ? `, answer “${answer}”` : "") +
      (reason ? `, because: ${reason}` : ""),
  );
  const answers = Object.entries(task?.answers ?? {}).map(([id, at]) => `answered “${id}”, ${when(at)}`);
  const stands = task === undefined ? [] : [`${task.state} since ${when(task.at)}`];
  const opened = openedAt === undefined ? [] : [`link first opened, ${when(openedAt)}`];
  const arranged = booked
    ? [`meeting booked${booked.on ? ` for ${booked.on}` : ""} by ${booked.by}, ${when(booked.at)}`]
    : [];
  const said = [...stands, ...evidence, ...answers, ...arranged, ...opened].join("; ");
  return said === "" ? [] : [{ what: title, says: said }];
};

const mailLines = (title: string, { mails }: Part, when: ClockWords): ExportLine[] =>
  Object.entries(mails).map(([wave, mail]) => ({
    what: `${title}, ${waveLabel(wave)}`,
    says: `${stateInWords(mail)}, ${when(mail.at)}${mail.messageId === undefined ? "" : `, message ${mail.messageId}`}`,
  }));

type LinesOf = (title: string, part: Part, when: ClockWords) => ExportLine[];

const partLines = ({ tasks }: StudentFile, linesOf: LinesOf, when: ClockWords): ExportLine[] =>
  tasks.flatMap(({ occurrence, part }) =>
    part === undefined ? [] : linesOf(`${occurrence.milestone.title} (${occurrence.id})`, part, when),
  );

const sessionLines = (sessions: readonly TheirSession[], when: ClockWords): ExportLine[] =>
  sessions
    .filter(({ standing }) => standing.state !== "invited")
    .map(({ session, standing: { state, guests } }) => ({
      what: `${session.title} (${when(session.startsAt)})`,
      says: `${state}${guests.seated > 0 ? `, with ${guests.seated} guests` : ""}`,
    }));

/**
 * Gathers everything on record of a student, to be handed to them. Of dean's marks it has nothing: deans alone see
 * those. Nor of what an advisor keeps for themselves: nobody else sees that.
 * @param at ISO 8601 UTC
 */
export const exportStudent = async (
  { program, auditLog, choices, accessCodes }: ExportNeeds,
  file: StudentFile,
  sessions: readonly TheirSession[],
  at: string,
): Promise<StudentExport> => {
  const { person } = file.student;
  const filter = { student: person, actor: "", action: "", day: "" };
  const { timeZone } = program.school;
  const when: ClockWords = (instant) => schoolMinute(instant, timeZone);
  const needs = { auditLog, timeZone };
  const [declined, code, { records }] = await Promise.all([
    choices.recorded(person),
    accessCodes.get(person),
    listRecords(needs, filter, { most: MOST_RECORDS }),
  ]);
  const said = declined.flatMap(({ kind, declinedAt, takenBack }) => [
    ...line(kind, declinedAt && `declined, ${when(declinedAt)}`),
    ...line(kind, takenBack && `wanted again, ${when(takenBack.at)}, told to ${takenBack.by}`),
  ]);
  const escalated = file.escalations.flatMap(({ at: told, to, answers }) => ({
    what: `Told to ${to ?? "nobody: no advisor is known"}`,
    says:
      when(told) + (answers[person] ? `; they answered “${answers[person].answer}”, ${when(answers[person].at)}` : ""),
  }));
  const chapters = [
    { title: "Who they are", lines: whoTheyAre(file, code, when) },
    { title: "What was asked of them, and what they answered", lines: partLines(file, taskLines, when) },
    { title: "Mails", lines: partLines(file, mailLines, when) },
    { title: "Mails that they declined", lines: said },
    { title: "Sessions", lines: sessionLines(sessions, when) },
    { title: "What their advisors were told", lines: escalated },
    {
      title: "What staff did about them",
      lines: records.map((one) => ({ what: when(one.at), says: `${one.by.name}: ${auditActionOf(one.action)}` })),
    },
  ];
  return { at, school: program.school.name, chapters };
};
