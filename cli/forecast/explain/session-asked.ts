import type { Program } from "#domain/calendar/program.ts";
import type { Explanation } from "#domain/forecast/explain/explain.ts";
import { type AskingSession, explainSession } from "#domain/forecast/explain/explain-session.ts";
import { foretellSessions, type SessionsArrival } from "#domain/forecast/foretell/foretell-sessions.ts";
import { byPlannedTime } from "#domain/forecast/order.ts";
import type { OutlookMail } from "#domain/forecast/preview.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { GuestAnswered } from "#domain/sessions/guest-answers.ts";
import { emptyList, standingOf } from "#domain/sessions/guest-list.ts";
import { sessionOf, sessionSubject } from "#domain/sessions/session-subject.ts";
import { addDays, schoolDate } from "#domain/time/dates.ts";
import { suggest } from "#files/did-you-mean.ts";
import { faultLine } from "#files/fault.ts";
import { peopleNamed } from "#office/people/find-person.ts";
import { InputFault } from "../../faults.ts";
import { ignoredLines, tellRosters } from "../../local/prepare.ts";
import { type RostersAsked, type TakenRoster, takeRosters } from "../../local/rosters.ts";
import { loadAnswers } from "../../read-inputs.ts";
import { partFiles, takeSessions } from "../calendar/take-sessions.ts";

interface SessionAsked extends RostersAsked {
  on: string;
  sessions?: string;
  answers?: string;
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
  const { invited } = await loadAnswers(asked.answers, program, rosters);
  const said = invited.filter((one) => one.session === id);
  const foretold = foretoldOf({ program, session, student, rosters, ...taken, said, on });
  for (const line of ignoredLines(foretold.ignored)) tell(line);
  const words = `${nameOrNumber(student)} (${student.schoolId}), ${subject}, as of ${on}`;
  const { mails, waiting } = foretold;
  const standing = asked.answers === undefined ? undefined : foretold.standing;
  return { words, explanation: explainSession({ program, session, student, mails, waiting, standing, on }) };
};

interface AskedOfOne extends Pick<AskingSession, "program" | "session" | "student" | "on"> {
  rosters: readonly TakenRoster[];
  began: string;
  files: readonly SessionsArrival[];
  said: readonly GuestAnswered[];
}

/** What is foretold of a session for one student, among all who answer it, and where they stand as `on` begins. */
const foretoldOf = ({ program, session, student, rosters, began, files, said, on }: AskedOfOne) => {
  const speaking = new Set([student.schoolId, ...said.map(({ studentId }) => studentId)]);
  const arrivals = rosters.map((one) => ({
    ...one,
    students: one.students.filter(({ schoolId }) => speaking.has(schoolId)),
  }));
  const to = addDays(schoolDate(session.endsAt, program.school.timeZone), 30);
  const { mails, waiting, ignored } = foretellSessions(program, { from: began, to }, arrivals, files, said);
  const until = { from: began, to: addDays(on, -1) };
  const { lists } = foretellSessions(program, until, arrivals, files, said);
  const isTheirs = ({ occurrence, studentId }: OutlookMail) =>
    occurrence === sessionSubject(session.id) && studentId === student.schoolId;
  return {
    ...{ waiting, ignored, standing: standingOf(lists.get(session.id) ?? emptyList(session.id), student.person) },
    mails: [...mails, ...waiting].filter(isTheirs).toSorted(byPlannedTime),
  };
};
