import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import { type Decision, type UnknownMail, whyNotAgain } from "#domain/mail/unknown-mails.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { isSubject } from "#domain/sessions/session-subject.ts";
import { schoolDate, schoolMinute } from "#domain/time/dates.ts";
import { aboutStudent, type Recorder } from "#office/audit/record-deed.ts";
import { type Decided, decideMails } from "#office/mails/decide-mails.ts";
import { type MailsNamed, mailsInSight, unknownInSight, unknownNamed } from "#office/mails/mails-in-sight.ts";
import { InputFault } from "../faults.ts";
import { askThenRecord } from "./on-record.ts";
import type { StageNeeds } from "./on-stage.ts";

/** What listing and deciding need. `students`: nothing where the caller may not read the roster. */
export interface MailsNeeds extends StageNeeds {
  parts: Pick<Parts, "ofOccurrence" | "decide">;
  students: () => Promise<readonly Student[] | undefined>;
  queue: () => Promise<MailQueue>;
  auditLog: Recorder["auditLog"];
}

/** Reads `<occurrence>/<wave>` or `<occurrence>/<wave>/<student's key>`; undefined for anything else. */
export const mailsNamed = (text: string): MailsNamed | undefined => {
  const [occurrence, wave, student, ...rest] = text.split("/");
  if (occurrence === undefined || !isSubject(occurrence) || !wave || student === "" || rest.length > 0)
    return undefined;
  return { occurrence, wave, student };
};

const RISKS: Record<Decision, string> = {
  "send again": "Should SES have taken it the first time, its student gets it twice.",
  leave: "Should SES not have taken it, its student never gets it.",
};

/** The same, telling the person of records that cannot be read. */
const looking = ({ program, parts, students, err }: MailsNeeds) => ({
  program,
  parts,
  people: {
    enrolled: async () => {
      const known = await students();
      if (known === undefined) err.write("Without the roster mails of students' own days are not looked for.\n");
      return [...(known ?? [])];
    },
  },
  unread: ({ student }: { student: string }) => err.write(`The record of ${student} cannot be read.\n`),
});

const today = ({ now, program }: MailsNeeds): string => schoolDate(now, program.school.timeZone);

type Namer = (key: string) => string;
const namer = (students: readonly Student[] = []): Namer => {
  const names = new Map(students.map((student) => [student.person, nameOrNumber(student)]));
  return (key) => names.get(key) ?? "";
};

const row = ({ program }: MailsNeeds, { part, wave, mail }: UnknownMail, name: Namer, remark: string): string => {
  const at = schoolMinute(mail.at, program.school.timeZone);
  const cells = [`${part.occurrence}/${wave}/${part.student}`, part.cohort, at, name(part.student), remark];
  return `${cells.filter((cell) => cell !== "").join("  ")}\n`;
};

const line = (needs: MailsNeeds, unknown: UnknownMail, name: Namer): string => {
  const why = whyNotAgain(needs.program, unknown, today(needs));
  return row(needs, unknown, name, why === undefined ? "" : `sent again it would not go out: ${why}`);
};

/** Lists the mails of which nobody knows whether they went out. Names students where the roster may be read. */
export const listUnknown = async (needs: MailsNeeds): Promise<void> => {
  const unknown = await unknownInSight(looking(needs), needs.now);
  if (unknown.length === 0) {
    needs.out.write("Of every mail in sight it is known whether it went out.\n");
    return;
  }
  const name = namer(await needs.students());
  needs.out.write("mail  cohort  unknown since  student\n");
  for (const one of unknown) needs.out.write(line(needs, one, name));
};

/** Lists the mails that SES refused for good, and why. Names students where the roster may be read. */
export const listRejected = async (needs: MailsNeeds): Promise<void> => {
  const rejected = await mailsInSight(looking(needs), ["rejected"], needs.now);
  if (rejected.length === 0) {
    needs.out.write("Of the mails in sight SES refused none.\n");
    return;
  }
  const name = namer(await needs.students());
  needs.out.write("mail  cohort  refused at  student  why\n");
  for (const one of rejected) needs.out.write(row(needs, one, name, one.mail.reason ?? ""));
};

/**
 * Shows what a decision comes to, asks, and records it; what is to be sent again goes on the mail queue at once. Doing
 * it twice decides nothing more.
 * @throws InputFault where no such mail is unknown.
 */
export const decideNamed = async (needs: MailsNeeds, named: MailsNamed, decision: Decision): Promise<void> => {
  const unknown = await unknownNamed(looking(needs), named);
  if (unknown.length === 0) throw new InputFault(["No such mail is unknown: what SES told of it may have settled it."]);
  const students = await needs.students();
  for (const one of unknown) needs.out.write(line(needs, one, namer(students)));
  needs.out.write(`${unknown.length} to ${decision}. ${RISKS[decision]}\n`);
  const isLater = decision === "send again" && students === undefined;
  const queue = async () => (decision === "send again" && !isLater ? needs.queue() : { send: async () => {} });
  const { program, parts, now } = needs;
  const decided = await askThenRecord(
    needs,
    deedOn(unknown, named, decision),
    async () =>
      decideMails(
        { program, parts, students: async () => students ?? [], queue: await queue() },
        unknown,
        decision,
        now,
      ),
    (said) => said.decided > 0,
  );
  if (decided === undefined) return;
  needs.out.write(told(decided, decision, isLater));
};

const deedOn = (unknown: readonly UnknownMail[], { occurrence, wave }: MailsNamed, decision: Decision) => {
  const mailing = { what: "mailing", key: `${occurrence}/${wave}` } as const;
  const students = [...new Set(unknown.map(({ part }) => part.student))].map((person) => aboutStudent({ person }));
  return {
    action: decision === "send again" ? ("send-again" as const) : ("leave-mails" as const),
    about: [mailing, ...students],
    says: `${unknown.length} ${unknown.length === 1 ? "mail" : "mails"}`,
    question: `${decision} ${unknown.length}?`,
  };
};

const told = ({ decided, meanwhile }: Decided, decision: Decision, isLater: boolean): string => {
  const when = isLater ? "You may not read the roster, so that they go out with the next morning's run.\n" : "";
  const settled = meanwhile === 0 ? "" : `${meanwhile} were settled meanwhile, and are left as they are.\n`;
  return `${decided} decided: ${decision}.\n${decided > 0 ? when : ""}${settled}`;
};
