import { cameOn, isOfDoubt } from "../../calendar/current-occurrences.ts";
import { lastDayOf } from "../../calendar/lateness.ts";
import type { Occurrence } from "../../calendar/occurrences.ts";
import type { Wave } from "../../calendar/waves.ts";
import { isOfLeave } from "../../calendar/when.ts";
import { type Status, statusOn } from "../../people/enrollment.ts";
import { doubtsOf, isPause } from "../../people/held.ts";
import { schoolDate } from "../../time/dates.ts";
import { type About, dayWords, nameIn, type TestedRule } from "./because.ts";

const STATUS: Record<Status, string> = {
  active: "is here",
  leave: "is on leave",
  withdrawn: "has withdrawn",
  graduated: "has graduated",
  deceased: "has died",
};

const leaveWords = ({ student: { leaveFrom, leaveUntil } }: About): string =>
  [
    leaveFrom === undefined ? ", nobody says since when" : ` from ${dayWords(leaveFrom)}`,
    leaveUntil === undefined ? "" : ` until ${dayWords(leaveUntil)}`,
  ].join("");

/** Whether the student is one who gets mails on a school date. */
export const statusRule = (about: About, day: string): TestedRule => {
  const status = statusOn(about.student, day);
  return {
    rule: isOfLeave(about.milestone)
      ? "What is told of a leave goes to students who are here or on leave, not to who is gone"
      : "Mails go to students who are here, neither on leave nor gone",
    fact: `${nameIn(about)} ${STATUS[status]}${status === "leave" ? leaveWords(about) : ""}`,
    holds: status === "active" || (status === "leave" && isOfLeave(about.milestone)),
    otherwise: status === "leave" ? "waits" : "never",
  };
};

/** The last day of a leave whose first one nobody says. */
export const leaveRules = (about: About): TestedRule[] =>
  isOfDoubt(about.student, about.milestone) && about.student.leaveUntil !== undefined
    ? [
        {
          rule: "Whoever is here is led back only from a leave whose first day is known",
          fact: `${nameIn(about)} has a last day, ${dayWords(about.student.leaveUntil)}, and no first one`,
          holds: false,
          otherwise: "held",
        },
      ]
    : [];

/** Doubts of a roster that somebody has to settle first, and what staff paused by hand. */
export const heldRules = ({ student }: About): TestedRule[] =>
  doubtsOf(student).map((doubt) => ({
    rule: `Nobody is written to while the office has ${isPause(doubt) ? "paused them" : "a doubt about them"}`,
    fact: doubt.says,
    holds: false,
    otherwise: "held",
  }));

/** `on`: the day that is asked about; `since`: that of the roster that says so; `began`: that of the first one. */
interface Lateness {
  occurrence: Occurrence;
  wave: Wave;
  on: string;
  since: string;
  began: string | undefined;
}

const FOREVER = "9999-12-31";

const isLater = (about: About, began: string | undefined): boolean =>
  began !== undefined && about.student.joinedOn > began;

/** Why a mail that went out to others no longer goes out: who came after its last day, or after the beginning. */
export const latenessRules = (about: About, { occurrence, wave, on, since, began }: Lateness): TestedRule[] => {
  const { program, student } = about;
  const came = cameOn(student, FOREVER) ?? on;
  const last = lastDayOf(program, occurrence, wave);
  const facts = [
    { day: came, fact: `${nameIn(about)} is here from ${dayWords(came)} on` },
    { day: since, fact: `the roster that says so came on ${dayWords(since)}` },
    { day: on, fact: `it is ${dayWords(on)}` },
  ];
  const { fact } = facts.find(({ day }) => last !== undefined && day > last) ?? {};
  if (last !== undefined && fact !== undefined) {
    return [{ rule: `It may go out until ${dayWords(last)} at the latest`, fact, holds: false, otherwise: "never" }];
  }
  if (began === undefined || !isLater(about, began) || wave.day >= began) return [];
  return [
    {
      rule: "What was planned before the first roster came is not sent to who comes later",
      fact: `it was planned for ${dayWords(wave.day)}, and the first roster came on ${dayWords(began)}`,
      holds: false,
      otherwise: "never",
    },
  ];
};

/** What a student's answer does to the mails after it. `completedAt`: ISO 8601 UTC. */
export const answerRules = (
  about: About,
  { waves, closes }: Occurrence,
  wave: Wave,
  { on, completedAt }: { on: string; completedAt: string | undefined },
): TestedRule[] => {
  if (about.milestone.ask === undefined) return [];
  const { timeZone } = about.program.school;
  if (completedAt !== undefined)
    return [
      {
        rule: "Reminders go to those who have not answered yet",
        fact: `${nameIn(about)} answered on ${dayWords(schoolDate(completedAt, timeZone))}`,
        holds: wave.at < completedAt,
        otherwise: "never",
      },
    ];
  const next = waves.find(({ day }) => day > wave.day);
  const isOrWas = (day: string) => (day < on ? "was" : "is");
  const more =
    next === undefined
      ? "there is no other mail"
      : `the next mail ${isOrWas(next.day)} ${next.name} on ${dayWords(next.day)}`;
  const end = closes === undefined ? "" : `, and it ${closes < on ? "closed" : "closes"} on ${dayWords(closes)}`;
  return [
    { rule: "Reminders go to those who have not answered yet", fact: more + end, holds: true, otherwise: "never" },
  ];
};
