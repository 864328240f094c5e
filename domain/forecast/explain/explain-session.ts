import type { Program } from "../../calendar/program.ts";
import { statusOn } from "../../people/enrollment.ts";
import { nameOrNumber } from "../../people/greeting.ts";
import type { Student } from "../../people/student.ts";
import { isFor } from "../../sessions/guests.ts";
import { dayOf, type KnownSession } from "../../sessions/session.ts";
import { invitedFrom } from "../../sessions/session-waves.ts";
import { schoolDate } from "../../time/dates.ts";
import type { OutlookMail } from "../preview.ts";
import { dayWords, type TestedRule } from "./because.ts";
import type { Explanation } from "./explain.ts";

/**
 * `mails`: all that the forecast has of the session for the student; `waiting`: those that waited for a week's digest.
 * `on`: a school date, seen from its beginning.
 */
export interface AskingSession {
  program: Program;
  session: KnownSession;
  student: Student;
  mails: readonly OutlookMail[];
  waiting: readonly OutlookMail[];
  on: string;
}

const guestRules = ({ program, session, student }: AskingSession): TestedRule[] => {
  const { timeZone } = program.school;
  const [day, who] = [dayOf(session, timeZone), nameOrNumber(student)];
  const [status, isTheirs] = [statusOn(student, day), isFor(program, session, student)];
  return [
    {
      rule: "It takes place",
      fact: `it is ${session.status}`,
      holds: session.status === "planned",
      otherwise: "never",
    },
    {
      rule: `It is for those to whom ${session.item} comes on ${dayWords(day)}`,
      fact: isTheirs ? `it comes to ${who} then` : `it does not come to ${who} then`,
      ...{ holds: isTheirs, otherwise: "never" },
    },
    {
      rule: "Guests are here on its day",
      fact: `${who} is ${status} on ${dayWords(day)}`,
      ...{ holds: status === "active", otherwise: "never" },
    },
    {
      rule: "Nobody is written to while the office has a doubt about them",
      fact: student.held?.says ?? "there is none",
      ...{ holds: student.held === undefined, otherwise: "held" },
    },
    {
      rule: "Guests are invited some days before, on a working day",
      fact: `from ${dayWords(schoolDate(invitedFrom(program, session), timeZone))} on`,
      ...{ holds: true, otherwise: "never" },
    },
  ];
};

const toldRules = ({ program, mails, waiting, on }: AskingSession): TestedRule[] =>
  mails.map((mail) => {
    const { wave, at } = mail;
    const day = schoolDate(at, program.school.timeZone);
    const how = waiting.includes(mail) ? ", the day of the week's digest, for which it waited" : "";
    const fact = `${wave} ${day < on ? "went out" : "goes out"} on ${dayWords(day)}${how}`;
    return { rule: "What they are told of it, as far as it hangs on no answer", fact, holds: true, otherwise: "never" };
  });

/** Says whether a student is a guest of a session, by which rules, and what they are told of it, when. */
export const explainSession = (of: AskingSession): Explanation => {
  const rules = [...guestRules(of), ...toldRules(of)];
  const because = rules.map(({ rule, fact, holds }) => ({ rule, fact, holds }));
  const [first] = of.mails;
  if (first !== undefined) {
    const isPast = schoolDate(first.at, of.program.school.timeZone) < of.on;
    return { verdict: isPast ? "sent" : "will be sent", at: first.at, because };
  }
  const broken = rules.filter(({ holds }) => !holds);
  return {
    verdict: broken.find(({ otherwise }) => otherwise === "never")?.otherwise ?? broken[0]?.otherwise ?? "never",
    because,
  };
};
