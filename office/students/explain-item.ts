import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { findOccurrence, type Occurrence } from "#domain/calendar/occurrences.ts";
import type { Milestone, Program } from "#domain/calendar/program.ts";
import type { MailFate, TestedRule } from "#domain/forecast/explain/because.ts";
import { type Asking, type Explanation, explain } from "#domain/forecast/explain/explain.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import type { Outlook, OutlookMail } from "#domain/forecast/preview.ts";
import { mailingName } from "#domain/mail/mailing.ts";
import { isOut, isTaskSettled, type MailState, type Part } from "#domain/parts/part.ts";
import { suppressionOf } from "#domain/people/address.ts";
import { hasDeclined, kindOf } from "#domain/people/mail-kinds.ts";
import { schoolDate, schoolMinute } from "#domain/time/dates.ts";
import { stateInWords } from "../mail-words.ts";
import type { StudentFile } from "./student-file.ts";

interface ExplainNeeds {
  program: Program;
  mailings: Pick<Mailings, "paused">;
  school: Pick<SchoolRecord, "startedOn">;
}

/** What is asked: a milestone, one of its occurrences where one is meant, and a wave of it. */
export interface ItemAsked {
  milestone: Milestone;
  occurrence: Occurrence | undefined;
  wave: string;
}

/** An item as a student has it, and why a mail of it went out, will, or does not. */
export interface ItemExplained extends ItemAsked {
  part: Part | undefined;
  explanation: Explanation;
}

/** Reads `retake-cim-survey@2027` or `retake-cim-survey`; undefined where the program has no such item. */
export const itemNamed = (program: Program, text: string, wave: string): ItemAsked | undefined => {
  const id = parseOccurrenceId(text)?.milestone ?? text;
  const milestone = program.milestones.find((one) => one.id === id);
  if (milestone === undefined) return undefined;
  if (id === text) return { milestone, occurrence: undefined, wave };
  const occurrence = findOccurrence(program, text);
  return occurrence && { milestone, occurrence, wave };
};

const LAST_YEARS = 2;

/** What the calendar still has for a student as they are: from now on, since what was before is on record. */
const aheadOf = (program: Program, { student, tasks }: StudentFile, now: string): OutlookMail[] => {
  const today = schoolDate(now, program.school.timeZone);
  const span = { from: today, to: `${student.anchors.graduation + LAST_YEARS}-12-31` };
  const parts = new Map(tasks.flatMap(({ part }) => (part === undefined ? [] : [[part.occurrence, part] as const])));
  const isFree = ({ occurrence, wave }: OutlookMail) => parts.get(occurrence)?.mails[wave] === undefined;
  return foretell(span, program, [{ on: today, students: [student] }], []).mails.filter(
    (mail) => mail.at > now && isFree(mail) && !isTaskSettled(parts.get(mail.occurrence)),
  );
};

const recorded = ({ student, tasks }: StudentFile): Pick<Outlook, "mails" | "tasks"> => ({
  mails: tasks.flatMap(({ part }) =>
    Object.entries(part?.mails ?? {}).flatMap(([wave, mail]): OutlookMail[] => {
      if (part === undefined || !isOut(mail)) return [];
      const { occurrence, milestone } = part;
      return [
        { studentId: student.schoolId, to: student.email, milestone, occurrence, wave, template: "", at: mail.at },
      ];
    }),
  ),
  tasks: tasks.flatMap(({ part }) =>
    part !== undefined && isTaskSettled(part) && part.task !== undefined
      ? [{ studentId: student.schoolId, occurrence: part.occurrence, status: "completed" as const, at: part.task.at }]
      : [],
  ),
});

const recordRules = (program: Program, mail: MailState | undefined): TestedRule[] => {
  if (mail === undefined) return [];
  const when = schoolMinute(mail.at, program.school.timeZone);
  return [
    {
      rule: "What is on record of this mail",
      fact: `${stateInWords(mail)}, since ${when}`,
      holds: isOut(mail),
      otherwise: "never",
    },
  ];
};

/** What stands against a mail that no calendar knows: what the student declined, their address, a paused mailing. */
const officeRules = async (
  { mailings }: ExplainNeeds,
  { student, declined }: StudentFile,
  { milestone, occurrence, wave }: ItemAsked,
): Promise<TestedRule[]> => {
  const kind = kindOf(milestone, wave);
  const failed = suppressionOf(student);
  const id = occurrence && mailingName({ occurrence: occurrence.id, wave });
  const paused = (await mailings.paused()).find((one) => mailingName(one) === id);
  const rules: (TestedRule | false | undefined)[] = [
    hasDeclined(new Map([[student.person, declined]]), student.person, kind) && {
      ...{ rule: "Students may decline a kind of mail", fact: `they declined the kind “${kind}”` },
      ...{ holds: false, otherwise: "never" },
    },
    failed !== undefined && {
      ...{ rule: "Mails go to addresses that work", fact: `theirs ${failed}` },
      ...{ holds: false, otherwise: "held" },
    },
    paused && {
      ...{ rule: "A mailing that is paused goes to nobody", fact: paused.paused?.reason ?? "" },
      ...{ holds: false, otherwise: "held" },
    },
  ];
  return rules.filter((rule) => rule !== false && rule !== undefined);
};

const GRAVEST: readonly MailFate[] = ["never", "held", "waits"];

const ofRecord = (mail: MailState | undefined): MailFate | undefined => {
  if (mail === undefined || mail.state === "retry") return undefined;
  return isOut(mail) ? "sent" : "never";
};

/**
 * Says what became or becomes of one mail of an item for a student, and by which rules, in words: first what is on
 * record of it, then the calendar's rules, then what stands against it.
 * @param now ISO 8601 UTC
 */
export const explainItem = async (
  needs: ExplainNeeds,
  file: StudentFile,
  asked: ItemAsked,
  now: string,
): Promise<ItemExplained> => {
  const { program } = needs;
  const { student } = file;
  const own = file.tasks.filter(({ occurrence }) => occurrence.milestone.id === asked.milestone.id);
  const today = schoolDate(now, program.school.timeZone);
  const current = own.find(({ occurrence: { opens, closes } }) => (closes ?? opens) >= today) ?? own.at(-1);
  const occurrence = asked.occurrence ?? current?.occurrence;
  const part = file.tasks.find((one) => one.occurrence.id === occurrence?.id)?.part;
  const mail = part?.mails[asked.wave];
  const [past, against, began] = [
    recorded(file),
    await officeRules(needs, file, { ...asked, occurrence }),
    await needs.school.startedOn(),
  ];
  const ahead = against.length > 0 ? [] : aheadOf(program, file, now);
  const asking: Asking = {
    ...{ program, milestone: asked.milestone, occurrence: occurrence?.id, wave: asked.wave, on: today, began },
    known: [{ on: student.joinedOn, student }],
    outlook: { ...past, mails: [...past.mails, ...ahead], digests: [] },
  };
  const { because, ...said } = explain(asking);
  const broken = GRAVEST.find((fate) => against.some(({ otherwise }) => otherwise === fate));
  const verdict = ofRecord(mail) ?? broken ?? said.verdict;
  const all = [...recordRules(program, mail), ...because, ...(ofRecord(mail) === "sent" ? [] : against)];
  const words = all.map(({ rule, fact, holds }) => ({ rule, fact, holds }));
  const at = verdict === "sent" ? (mail?.at ?? said.at) : said.at;
  return { ...asked, occurrence, part, explanation: { verdict, ...(at && { at }), because: words } };
};
