import { formerOf } from "../../calendar/current-occurrences.ts";
import { type Occurrence, occurrencesFor } from "../../calendar/occurrences.ts";
import type { Milestone, Program } from "../../calendar/program.ts";
import type { Wave } from "../../calendar/waves.ts";
import { DIGEST_TEMPLATE } from "../../mail/digest.ts";
import type { Student } from "../../people/student.ts";
import { schoolDate } from "../../time/dates.ts";
import type { Outlook, OutlookMail } from "../preview.ts";
import { audienceRules, phaseRules } from "./audience-rules.ts";
import { type About, type Because, dayWords, type MailFate, nameIn, type TestedRule } from "./because.ts";
import { dayRule, daysFor, quietRules } from "./day-rules.ts";
import { examRules } from "./exam-rules.ts";
import { approvalRules, budgetRules } from "./mailing-rules.ts";
import { answerRules, heldRules, latenessRules, leaveRules, statusRule } from "./student-rules.ts";

/** A student as a roster left them, from the beginning of a school date on. */
export interface KnownState {
  on: string;
  student: Student;
}

/** What is asked: what becomes of a wave of a milestone, seen from the beginning of the school date `on`. */
export interface Asking {
  program: Program;
  milestone: Milestone;
  /** The one that is asked about; else the one that is next, or was last. */
  occurrence?: string | undefined;
  wave: string;
  /** In order of their dates. */
  known: readonly [KnownState, ...KnownState[]];
  /** All that the forecast has of the student, over the whole of their time here. */
  outlook: Pick<Outlook, "mails" | "tasks" | "digests">;
  on: string;
  /** When the first roster came, where others came later: what was planned before counts as sent. */
  began?: string | undefined;
}

/** `at`: ISO 8601 UTC, of what was or will be sent. */
export interface Explanation {
  verdict: MailFate;
  at?: string;
  because: Because[];
}

const stateOn = ({ known: [first, ...later] }: Asking, day: string): KnownState =>
  later.findLast(({ on }) => on <= day) ?? first;

const own = ({ program, milestone, occurrence, on }: Asking, student: Student): Occurrence | undefined => {
  const all = occurrencesFor(program, student).filter((one) => one.milestone.id === milestone.id);
  if (occurrence !== undefined) return all.find(({ id }) => id === occurrence);
  return all.find(({ opens, closes }) => (closes ?? opens) >= on) ?? all.at(-1);
};

// Under another year of entry it may have gone out before, and a welcome may tell of it beside its own matter.
const mailOf = (of: Asking, occurrence: Occurrence | undefined, student: Student): OutlookMail | undefined => {
  if (occurrence === undefined) return undefined;
  const ids = [occurrence, ...formerOf(of.program, student, occurrence)].map(({ id }) => id);
  const { mails, digests } = of.outlook;
  const isIt = (one: { occurrence: string; wave: string }) => ids.includes(one.occurrence) && one.wave === of.wave;
  const digest = digests.find(({ items }) => items.some(isIt));
  return (
    mails.find(isIt) ??
    mails.find(({ at, template }) => template === DIGEST_TEMPLATE && at === digest?.at) ??
    mails.find(({ carries }) => of.wave === "open" && carries?.some((id) => ids.includes(id)))
  );
};

/** What is asked about, once it is known which occurrence and which state of the student that is. */
interface Found extends About {
  occurrence: Occurrence | undefined;
  wave: Wave | undefined;
  mail: OutlookMail | undefined;
  /** The day on which the roster came that says so. */
  since: string;
}

// A roster that comes before the day of an occurrence may give the student another one.
const settled = (of: Asking, state: KnownState): KnownState => {
  const opens = own(of, state.student)?.opens;
  const next = of.known.find(({ on }) => on > state.on && opens !== undefined && on <= opens);
  return next === undefined || mailOf(of, own(of, state.student), state.student) !== undefined
    ? state
    : settled(of, next);
};

const found = (of: Asking): Found => {
  const { program, milestone } = of;
  const { on: since, student } = settled(of, stateOn(of, of.on));
  const occurrence = own(of, student);
  const mail = mailOf(of, occurrence, student);
  const wave = occurrence?.waves.find(({ name }) => name === of.wave);
  const that = mail && stateOn(of, schoolDate(mail.at, program.school.timeZone)).student;
  return { program, milestone, student: that ?? student, occurrence, wave, mail, since };
};

const otherRules = (of: Asking, about: About): TestedRule[] => {
  const mine = own({ ...of, occurrence: undefined }, about.student);
  if (of.occurrence === undefined || mine === undefined || mine.id === of.occurrence) return [];
  const fact = `${nameIn(about)}'s is ${mine.id}`;
  return [{ rule: `${of.occurrence} is for those to whom it comes then`, fact, holds: false, otherwise: "never" }];
};

// Told apart from the rules that all hold: its own mail did not go, but another told of it, or it counts as sent.
const insteadRules = (of: Asking, { occurrence, mail, wave }: Found): TestedRule[] => {
  if (occurrence === undefined || wave === undefined) return [];
  const said = { holds: true, otherwise: "never" as const };
  if (mail !== undefined)
    return mail.occurrence === occurrence.id || mail.template === DIGEST_TEMPLATE
      ? []
      : [{ ...said, rule: "Nobody is told the same twice", fact: `${mail.occurrence} tells of it` }];
  return countsAsSent(of, wave) ? [{ ...said, rule: COUNTS, fact: `it was planned for ${dayWords(wave.day)}` }] : [];
};

const COUNTS = "What was planned before the first roster came counts as sent";

const countsAsSent = ({ began, known: [{ on }] }: Asking, { day }: Wave): boolean =>
  began !== undefined && day < began && on <= began;

const completionOf = ({ outlook }: Asking, { id }: Occurrence): string | undefined =>
  outlook.tasks.find(({ occurrence, status }) => occurrence === id && status === "completed")?.at;

const rulesOf = (of: Asking, it: Found): TestedRule[] => {
  const { occurrence, wave, mail, since } = it;
  const completedAt = occurrence && completionOf(of, occurrence);
  const day = occurrence?.nominal ?? daysFor(it)[0];
  const isOut = mail !== undefined || (wave !== undefined && countsAsSent(of, wave));
  const onDay = mail === undefined ? (wave?.day ?? of.on) : schoolDate(mail.at, of.program.school.timeZone);
  return [
    ...audienceRules(it),
    dayRule(it, day, of.on),
    ...phaseRules(it, day),
    ...otherRules(of, it),
    ...(occurrence === undefined ? [] : quietRules(it, occurrence)),
    ...(occurrence === undefined ? [] : examRules(it, occurrence, of.wave)),
    ...budgetRules(it, wave, mail),
    ...approvalRules(it, mail, of.on),
    ...(isOut && mail === undefined ? [] : [statusRule(it, onDay)]),
    ...(isOut ? [] : [...heldRules(it), ...leaveRules(it)]),
    ...(isOut || completedAt !== undefined || occurrence === undefined || wave === undefined
      ? []
      : latenessRules(it, { occurrence, wave, on: of.on, since, began: of.began })),
    ...(occurrence === undefined || wave === undefined
      ? []
      : answerRules(it, occurrence, wave, { on: of.on, completedAt })),
    ...insteadRules(of, it),
  ];
};

const GRAVEST: readonly MailFate[] = ["never", "held", "waits"];

const outcome = (
  of: Asking,
  { mail, wave }: Found,
  rules: readonly TestedRule[],
): Pick<Explanation, "verdict" | "at"> => {
  if (mail !== undefined) {
    const isPast = schoolDate(mail.at, of.program.school.timeZone) < of.on;
    return { verdict: isPast ? "sent" : "will be sent", at: mail.at };
  }
  if (wave !== undefined && countsAsSent(of, wave)) return { verdict: "sent", at: wave.at };
  const broken = new Set(rules.filter(({ holds }) => !holds).map(({ otherwise }) => otherwise));
  return { verdict: GRAVEST.find((verdict) => broken.has(verdict)) ?? "never" };
};

const ownWave = ({ milestone: { when }, wave }: Asking): string =>
  wave === "open" && when.type === "window" && when.thenAsks ? "remind-1" : wave;

/** Says what becomes of a student's mail, and by which rules: where it does not go out, some rule does not hold. */
export const explain = (asking: Asking): Explanation => {
  const of = { ...asking, wave: ownWave(asking) };
  const it = found(of);
  const rules = rulesOf(of, it);
  return {
    ...outcome(of, it, rules),
    because: rules.map(({ rule, fact, holds }) => ({ rule, fact, holds })),
  };
};
