import type { Student } from "#domain/people/student.ts";
import { type Asked, prepare } from "../../local/prepare.ts";
import type { Console } from "../../terminal.ts";
import { heldAmong } from "../report.ts";
import { reportOf, tellReport } from "../tell-report.ts";
import { type Form, formed } from "./formed.ts";
import { spreadText } from "./tell-spread.ts";

/** What `preview` is asked: beside the span, how many mails a day and a second the account may send, and the form. */
export interface PreviewAsked extends Asked, Form {
  quota?: number;
  rate?: number;
}

/**
 * `matchward preview`: who will get what, when, by the rules alone; with the account's bounds also how large mailings
 * are spread over days, for people and not in the JSON. @throws InputFault with a line a fault.
 */
export const preview = async (asked: PreviewAsked, console: Console): Promise<void> => {
  const { program, rosters, foretold: outlook } = await prepare(asked, "rules", console);
  const students: readonly Student[] = rosters.findLast(({ on }) => on <= asked.to)?.students ?? [];
  const report = reportOf(asked, { program, rosters, outlook, held: heldAmong(students) });
  await tellReport(asked, report, console, formed(report, students, asked));
  const bounds = { dailyQuota: asked.quota, ratePerSecond: asked.rate };
  if (asked.json !== "-" && (asked.format ?? "table") === "table")
    console.out.write(spreadText(program, outlook.mails, bounds));
};
