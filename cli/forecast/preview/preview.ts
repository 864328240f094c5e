import type { Outlook } from "#domain/forecast/preview.ts";
import type { Student } from "#domain/people/student.ts";
import { faultLine } from "#files/fault.ts";
import { InputFault } from "../../faults.ts";
import { type Asked, type Prepared, prepare } from "../../local/prepare.ts";
import { save } from "../../save.ts";
import type { Console } from "../../terminal.ts";
import { heldAmong } from "../report.ts";
import { reportOf, tellReport } from "../tell-report.ts";
import { type Form, formed } from "./formed.ts";
import type { LetterNamed } from "./letter-named.ts";
import { spreadText } from "./tell-spread.ts";

/** What `preview` is asked: beside the span, how many mails a day and a second the account may send, and the form. */
export interface PreviewAsked extends Asked, Form {
  quota?: number;
  rate?: number;
  /** One mail to write out, and where its HTML goes. */
  mail?: LetterNamed;
  html?: string;
}

/**
 * `matchward preview`: who will get what, when, by the rules alone; with the account's bounds also how large mailings
 * are spread over days, for people and not in the JSON. @throws InputFault with a line a fault.
 */
export const preview = async (asked: PreviewAsked, console: Console): Promise<void> => {
  const { program, rosters, sessions, invited, foretold: outlook } = await prepare(asked, "rules", console);
  const students: readonly Student[] = rosters.findLast(({ on }) => on <= asked.to)?.students ?? [];
  if (asked.mail !== undefined) return writeOut(asked, asked.mail, { program, rosters, sessions, outlook }, console);
  const report = reportOf(asked, { program, rosters, sessions, invited, outlook, held: heldAmong(students) });
  await tellReport(asked, report, console, formed(report, students, asked));
  const bounds = { dailyQuota: asked.quota, ratePerSecond: asked.rate };
  if (asked.json !== "-" && (asked.format ?? "table") === "table")
    console.out.write(spreadText(program, outlook.mails, bounds));
};

const writeOut = async (
  { program: dir, html }: PreviewAsked,
  named: LetterNamed,
  { program, rosters, sessions, outlook }: Pick<Prepared, "program" | "rosters" | "sessions"> & { outlook: Outlook },
  { out, err }: Console,
): Promise<void> => {
  if (!rosters.some((roster) => roster.students.some(({ schoolId }) => schoolId === named.studentId))) {
    const what = `There is no student ${named.studentId} in it`;
    throw new InputFault([faultLine({ file: rosters[0]?.file ?? "", line: 1, what, mend: "Name a student_id of it" })]);
  }
  const { letterOf, letterText } = await import("./letter.ts");
  const { mails, digests } = outlook;
  const at = mails.find((one) => one.studentId === named.studentId && one.occurrence === named.occurrence)?.at ?? "";
  const came = rosters.filter(({ on }) => on <= at.slice(0, "2027-04-01".length));
  const { students = [], file = "" } = came.at(-1) ?? rosters[0] ?? {};
  const student = students.find(({ schoolId }) => schoolId === named.studentId);
  const letter = await letterOf({ dir, program, mails, digests, sessions, student, roster: file }, named);
  out.write(letterText(program, letter));
  err.write("This is what it would look like: its links stand for the student's own, and lead nowhere.\n");
  if (html !== undefined) await save(html, letter.html, "the HTML");
};
