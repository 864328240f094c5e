import type { Program } from "#domain/calendar/program.ts";
import { dependentMails } from "#domain/forecast/foretell/dependent-mails.ts";
import type { Outlook, Span } from "#domain/forecast/preview.ts";
import { type HeldOccurrence, withoutDay } from "#domain/forecast/without-day.ts";
import { withoutMail } from "#domain/forecast/without-mail.ts";
import { WAITS_FOR_APPROVAL } from "#domain/mail/first-mailing.ts";
import { isHere } from "#domain/people/enrollment.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import type { Asked, Prepared } from "../local/prepare.ts";
import { toldOf } from "../local/rosters.ts";
import { save } from "../save.ts";
import type { Console } from "../terminal.ts";
import { type HeldRow, type Report, reportText, withoutMailLines } from "./report.ts";
import { reportBytes, reportPieces } from "./report-json.ts";

interface Given extends Pick<Prepared, "program" | "rosters" | "sessions" | "invited"> {
  outlook: Outlook;
  held: HeldRow[];
}

/** All that is told of an outlook, with what the rosters and the program's unset days add to it. */
export const reportOf = ({ from, to }: Span, { program, rosters, sessions, invited, outlook, held }: Given): Report => {
  const { timeZone } = program.school;
  const came = rosters.filter(({ on }) => on <= to);
  const students = came.at(-1)?.students.length ?? 0;
  const here = (came.at(-1)?.students ?? []).filter(isHere);
  const files = sessions.filter(({ on }) => on <= to);
  const known = files.at(-1)?.sessions ?? [];
  const { held: waiting, unscheduled } = withoutDay(program, here, { from, to }, known);
  const answered = new Set(invited.map(({ session }) => session));
  const told = {
    ...outlook,
    ...toldOf([...came, ...files]),
    held: [...held, ...waiting, ...toApprove(program, outlook)],
    unscheduled,
    withoutMail: withoutMail(here, outlook.mails, { from, to }),
    ...(files.length > 0 && { dependent: dependentMails(program, known, { from, to }, answered) }),
  };
  return { from, to, timeZone, ...told, students };
};

// The mails are foretold as if each got its yes in time. A session's invitation waits for none.
const toApprove = (program: Program, { mails }: Outlook): HeldOccurrence[] => {
  if (program.school.approval === undefined) return [];
  const first = mails.filter(({ wave, occurrence }) => wave === "open" && sessionOf(occurrence) === undefined);
  return [...new Map(first.map(({ occurrence, milestone }) => [occurrence, milestone]))].map(([occurrence, id]) => {
    const owner = program.milestones.find((one) => one.id === id)?.owner;
    return { occurrence, reason: WAITS_FOR_APPROVAL, ...(owner && { owner }) };
  });
};

/**
 * Tells a report: a text for people, and the JSON where one was asked for (`-` puts it in the text's place). Classes
 * that get nothing are told beside either.
 */
export const tellReport = async (
  { json }: Pick<Asked, "json">,
  report: Report,
  { out, err }: Console,
  pieces: Iterable<string> = [reportText(report)],
): Promise<void> => {
  for (const piece of json === "-" ? reportPieces(report) : pieces) out.write(piece);
  for (const line of withoutMailLines(report)) err.write(`${line}\n`);
  if (json !== undefined && json !== "-") await save(json, reportBytes(report), "the JSON");
};
