import type { Choices } from "#adapters/choices/choices.ts";
import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import { occurrencesToPlan } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { nudgeOn } from "#domain/mail/nudge-wave.ts";
import { type LeftOut, type NoNudge, whyLeftOut, whyNoNudge } from "#domain/mail/nudging.ts";
import { withItsWindow } from "#domain/sessions/windows/given-windows.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { CellPerson, ProgressCell } from "./progress-cell.ts";

/** What reminding by hand needs of the world. */
export interface NudgingNeeds {
  program: Program;
  parts: Pick<Parts, "ofOccurrence">;
  choices: Pick<Choices, "all">;
  mailings: Pick<Mailings, "paused">;
  school: Pick<SchoolRecord, "startedOn">;
}

/** Whom a reminder by hand goes to, and whom it leaves out and why; nobody gets one where `whyNot` says why. */
export interface NudgePlan {
  cell: ProgressCell;
  whyNot: NoNudge | undefined;
  to: CellPerson[];
  leftOut: { why: LeftOut; people: CellPerson[] }[];
}

const isOpen = ({ standing }: CellPerson): boolean => standing === "open" || standing === "in part";

/**
 * What a reminder to everybody in a cell who is open would come to now. Changes nothing.
 * @param now ISO 8601 UTC
 */
export const nudgePlan = async (needs: NudgingNeeds, cell: ProgressCell, now: string): Promise<NudgePlan> => {
  const { occurrence } = cell;
  const program = withItsWindow(needs.program, occurrence);
  const today = schoolDate(now, program.school.timeZone);
  const wave = nudgeOn(program.school, occurrence, today)?.name ?? "";
  const open = cell.people.filter(isOpen);
  const [paused, declined, startedOn] = await Promise.all([
    needs.mailings.paused(),
    needs.choices.all(),
    needs.school.startedOn(),
  ]);
  const whyNot = whyNoNudge(program, occurrence, now, new Set(paused.map((one) => one.occurrence)));
  const inSight = occurrencesToPlan(
    program,
    open.map(({ student }) => student),
    today,
    startedOn ?? today,
  );
  const others = inSight.filter((id) => id !== occurrence.id).map((id) => needs.parts.ofOccurrence(id));
  const theirs = Map.groupBy((await Promise.all(others)).flat(), ({ student }) => student);
  const judged = open.map((person) => {
    const { student, part } = person;
    const parts = [part, ...(theirs.get(student.person) ?? [])];
    return { person, why: whyLeftOut(program, occurrence, wave, { student, part, parts, declined }, now) };
  });
  const leftOut = Map.groupBy(judged, ({ why }) => why);
  const to = (leftOut.get(undefined) ?? []).map(({ person }) => person);
  return {
    ...{ cell, whyNot, to },
    leftOut: [...leftOut].flatMap(([why, those]) =>
      why === undefined ? [] : [{ why, people: those.map(({ person }) => person) }],
    ),
  };
};

/**
 * Sends the reminder of a plan, and answers to how many. Each student's is a mail of the day's own wave, which is
 * claimed before it is sent as any other: who presses twice, or with somebody else, sends once. What speaks against a
 * mail is looked at again when it is sent. Where this dies before the queue has all of it, doing it again sends the
 * rest.
 * @param now ISO 8601 UTC
 */
export const sendNudge = async (
  { program, queue }: { program: Program; queue: MailQueue },
  { cell: { occurrence }, whyNot, to }: NudgePlan,
  now: string,
): Promise<number> => {
  const wave = nudgeOn(program.school, occurrence, schoolDate(now, program.school.timeZone));
  if (whyNot !== undefined || wave === undefined || to.length === 0) return 0;
  const mails = to.map(({ student: { schoolId, person } }) => ({
    ...{ schoolId, student: person, occurrence: occurrence.id, wave: wave.name, plannedAt: wave.at },
  }));
  await queue.send(mailMessages(program.id, mails));
  return to.length;
};
