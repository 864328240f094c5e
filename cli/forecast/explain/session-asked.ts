import type { Program } from "#domain/calendar/program.ts";
import type { Explanation } from "#domain/forecast/explain/explain.ts";
import { explainSession } from "#domain/forecast/explain/explain-session.ts";
import { foretellSessions } from "#domain/forecast/foretell/foretell-sessions.ts";
import { byPlannedTime } from "#domain/forecast/order.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { addDays, schoolDate } from "#domain/time/dates.ts";
import { suggest } from "#files/did-you-mean.ts";
import { faultLine } from "#files/fault.ts";
import { peopleNamed } from "#office/people/find-person.ts";
import { InputFault } from "../../faults.ts";
import { tellRosters } from "../../local/prepare.ts";
import { type RostersAsked, takeRosters } from "../../local/rosters.ts";
import { partFiles, takeSessions } from "../calendar/take-sessions.ts";

interface SessionAsked extends RostersAsked {
  on: string;
  sessions?: string;
}

const refuse = (file: string, what: string, mend: string): never => {
  throw new InputFault([faultLine({ file, line: 1, what, mend })]);
};

/** What becomes of a session for a student. @throws InputFault where there is no such session or student */
export const sessionExplained = async (
  who: string,
  subject: string,
  asked: SessionAsked,
  program: Program,
  tell: (line: string) => void,
): Promise<{ words: string; explanation: Explanation }> => {
  const { on, sessions: file } = asked;
  if (file === undefined) return refuse(asked.roster, `Nothing says what ${subject} is`, "Name a file with --sessions");
  const { rosters: then, sessions: later } = await partFiles(asked.then ?? []);
  const taken = await takeSessions([{ on: undefined, file }, ...later], program, tell);
  const rosters = await takeRosters({ ...asked, then }, program, taken.began);
  tellRosters(rosters, { from: on, to: "9999-12-31" }, tell);
  const id = sessionOf(subject) ?? "";
  const known = taken.files.findLast((one) => one.on <= on) ?? taken.files[0];
  const session = known?.sessions.find((one) => one.id === id);
  const ids = taken.sessions.map((one) => one.id);
  if (session === undefined)
    return refuse(file, `There is no session ${id} in it`, suggest(id, ids, "the file of sessions"));
  const roster = rosters.findLast((one) => one.on <= on) ?? rosters[0];
  const [student] = peopleNamed(roster?.students ?? [], who);
  if (student === undefined)
    return refuse(roster?.file ?? "", `There is no student ${who} in it`, "Name a student_id or an address");
  const span = { from: taken.began, to: addDays(schoolDate(session.endsAt, program.school.timeZone), 30) };
  const theirs = rosters.map((one) => ({
    ...one,
    students: one.students.filter(({ person }) => person === student.person),
  }));
  const { mails: alone, waiting } = foretellSessions(program, span, theirs, taken.files);
  const all = [...alone, ...waiting].toSorted(byPlannedTime);
  const mails = all.filter(({ occurrence }) => occurrence === subject);
  const words = `${nameOrNumber(student)} (${student.schoolId}), ${subject}, as of ${on}`;
  return { words, explanation: explainSession({ program, session, student, mails, waiting, on }) };
};
