import * as z from "zod/mini";
import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import {
  byPlannedTime,
  byTimeAndStudent,
  type Outlook,
  type OutlookMail,
  type OutlookTask,
} from "#domain/forecast/preview.ts";
import { isTaskSettled, type Part } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import { readMailTags } from "#events/mail/mail-tags.ts";
import { isToOffice } from "#events/mail/office-tags.ts";
import { PhaseEntered } from "#events/people/phase-entered.ts";
import type { DeliveredMail, System } from "../../local/system.ts";
import { SystemFailed } from "../faults.ts";

/** Stored templates are named by stage: `matchward-<stage>-<e-mail id>`. */
const STAGE_PREFIX = /^matchward-[a-z]+-/;

/**
 * What the system really did, read from its mailbox, its table and its bus: mails, tasks and moves of every student.
 */
export const whatHappened = async (system: System, program: Program): Promise<Outlook> => {
  const students = await system.records.roster.all();
  const idOf = idsByKey(students);
  const asked = new Set(students.flatMap((student) => askedOf(program, student)));
  const parts = (
    await Promise.all([...asked].map((occurrence) => system.records.parts.ofOccurrence(occurrence)))
  ).flat();
  return {
    mails: system
      .mails()
      .filter(({ tags }) => !isToOffice(tags))
      .map((mail) => mailOf(program, mail, idOf))
      .sort(byPlannedTime),
    tasks: parts.flatMap((part) => taskOf(part, idOf)).sort(byTimeAndStudent(({ occurrence }) => occurrence)),
    phases: system
      .busEvents()
      .flatMap((event) => moveOf(event, idOf))
      .sort(byTimeAndStudent(({ phase }) => phase)),
  };
};

type IdOf = (key: string) => string;

const idsByKey = (students: readonly Student[]): IdOf => {
  const ids = new Map(students.map(({ person, schoolId }) => [person, schoolId]));
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new SystemFailed("The system told of a student who is not in its roster.");
    return id;
  };
};

const askedOf = (program: Program, student: Student): string[] =>
  occurrencesFor(program, student).flatMap(({ id, milestone }) => (milestone.ask ? [id] : []));

const mailOf = (program: Program, { tags, to, template }: DeliveredMail, idOf: IdOf): OutlookMail => {
  const mail = readMailTags(tags);
  if (mail?.program !== program.id) throw new SystemFailed("The system sent a mail whose tags do not name it.");
  const { milestone, occurrence, wave, student, plannedAt } = mail;
  const stored = template.replace(STAGE_PREFIX, "");
  return { studentId: idOf(student), to, milestone, occurrence, wave, template: stored, at: plannedAt };
};

const taskOf = (part: Part, idOf: IdOf): OutlookTask[] => {
  const { student, occurrence, task, mails } = part;
  if (task === undefined) return [];
  const asked = { studentId: idOf(student), occurrence };
  if (isTaskSettled(part)) return [{ ...asked, status: "completed", at: task.at }];
  return [{ ...asked, status: "due", at: mails.open?.plannedAt ?? "" }];
};

const moveOf = (event: { detailType: string; detail: unknown }, idOf: IdOf): Outlook["phases"] => {
  if (event.detailType !== "phase.entered") return [];
  const { data, occurredAt } = z.parse(PhaseEntered, event.detail);
  return [{ studentId: idOf(data.student), phase: data.phase, at: occurredAt }];
};
