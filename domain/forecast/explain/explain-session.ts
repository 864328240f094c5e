import type { Program } from "../../calendar/program.ts";
import { statusOn } from "../../people/enrollment.ts";
import { nameOrNumber } from "../../people/greeting.ts";
import type { Student } from "../../people/student.ts";
import type { Standing } from "../../sessions/guest-list.ts";
import { isFor } from "../../sessions/guests.ts";
import { dayOf, type KnownSession } from "../../sessions/session.ts";
import { invitedFrom } from "../../sessions/session-waves.ts";
import { instantAt, schoolDate } from "../../time/dates.ts";
import type { OutlookMail } from "../preview.ts";
import { dayWords, type TestedRule } from "./because.ts";
import type { Explanation } from "./explain.ts";

/**
 * `mails`: all that the forecast has of the session for the student; `waiting`: those that waited for a week's digest.
 * `standing`: where they stand by the answers that are given. `on`: a school date, seen from its beginning.
 */
export interface AskingSession {
  program: Program;
  session: KnownSession;
  student: Student;
  mails: readonly OutlookMail[];
  waiting: readonly OutlookMail[];
  standing?: Standing | undefined;
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

const toldRules = ({ program, mails, waiting, standing, on }: AskingSession): TestedRule[] =>
  mails.map((mail) => {
    const { wave, at } = mail;
    const day = schoolDate(at, program.school.timeZone);
    const how = waiting.includes(mail) ? ", the day of the week's digest, for which it waited" : "";
    const fact = `${wave} ${day < on ? "went out" : "goes out"} on ${dayWords(day)}${how}`;
    const by = standing === undefined ? "as far as it hangs on no answer" : "by the answers that are given";
    return { rule: `What they are told of it, ${by}`, fact, holds: true, otherwise: "never" };
  });

const isOver = ({ program, session, on }: AskingSession): boolean =>
  session.startsAt < instantAt(on, "00:00", program.school.timeZone);

const standingFact = ({ state, guests, position }: Standing): string => {
  const [said, number] = ["said yes", position === undefined ? "" : `: number ${position} on the list`];
  if (state === "declined") return "said no";
  if (state === "waiting") return `${said} and waits for a seat${number}`;
  if (state === "invited") return "has said nothing";
  const waiting = guests.waiting === 0 ? "" : `, and ${guests.waiting} for guests still to come${number}`;
  return `${said} and has ${guests.seated === 0 ? "a seat" : `${guests.seated + 1} seats`}${waiting}`;
};

const answerRules = (of: AskingSession): TestedRule[] => {
  const { session, student, standing } = of;
  if (standing === undefined || session.rsvp === "none") return [];
  const isOpen = standing.state !== "declined" && !isOver(of);
  return [
    {
      rule: "Whoever says yes and has a seat hears on the eve, and is thanked",
      fact: `${nameOrNumber(student)} ${standingFact(standing)} by then`,
      ...{ holds: standing.state === "going", otherwise: isOpen ? "waits" : "never" },
    },
  ];
};

// By answers the next mail counts, or that none comes; without any, the first.
const ofMails = (of: AskingSession, broken: readonly TestedRule[]): Omit<Explanation, "because"> | undefined => {
  const isPast = ({ at }: OutlookMail) => schoolDate(at, of.program.school.timeZone) < of.on;
  const next = of.mails.find((mail) => !isPast(mail));
  if (of.standing !== undefined && next === undefined && broken.length > 0) return undefined;
  const counts = of.standing === undefined ? of.mails[0] : (next ?? of.mails.at(-1));
  return counts && { verdict: isPast(counts) ? "sent" : "will be sent", at: counts.at };
};

/** Says whether a student is a guest of a session, by which rules, and what they are told of it, when. */
export const explainSession = (of: AskingSession): Explanation => {
  const rules = [...guestRules(of), ...toldRules(of), ...answerRules(of)];
  const because = rules.map(({ rule, fact, holds }) => ({ rule, fact, holds }));
  const broken = rules.filter(({ holds }) => !holds);
  const told = ofMails(of, broken);
  if (told !== undefined) return { ...told, because };
  return {
    verdict: broken.find(({ otherwise }) => otherwise === "never")?.otherwise ?? broken[0]?.otherwise ?? "never",
    because,
  };
};
