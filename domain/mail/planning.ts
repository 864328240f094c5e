import {
  cameOn,
  formerOf,
  hasFormer,
  isActive,
  isOwed,
  newcomersOn,
  type PlannedStudent,
  partOf,
  sightOf,
} from "../calendar/current-occurrences.ts";
import { whyMissed } from "../calendar/lateness.ts";
import { mayGoOut } from "../calendar/match-week.ts";
import { type Occurrence, occurrencesFor } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import type { Wave } from "../calendar/waves.ts";
import { isFree, isTaskSettled, type MailState, type Part, stopOf } from "../parts/part.ts";
import { type Declined, hasDeclined, kindOf } from "../people/mail-kinds.ts";
import { inOneDigest } from "./digest.ts";
import { type KnownParts, knownParts, partName, toldAs, wasDone } from "./done-before.ts";
import { mailingName } from "./mailing.ts";
import { type PartPlan, type Plan, type PlannedMail, planned } from "./plan.ts";
import { welcomed } from "./welcome.ts";

// True where its own schedule opens it; the morning plan opens an occurrence that a quiet day moved.
const opensBySchedule = ({ nominal, opens, isScheduled, waves: [first] }: Occurrence, today: string): boolean =>
  isScheduled && opens === today && nominal === today && first?.waits !== true && first?.waitsFrom === undefined;

const wants = (
  declined: Declined = new Map(),
  { person }: PlannedStudent,
  { milestone }: Occurrence,
  wave: Wave,
): boolean => !hasDeclined(declined, person, kindOf(milestone, wave.name));

export interface PlanOpening extends Pick<PlanDay, "program" | "students" | "declined" | "paused" | "today"> {
  milestone: string;
  /** All parts of the occurrences of `formerToOpen`. */
  parts?: readonly Part[];
}

/** Ids of the occurrences under which a student may have had before what opens today. */
export const formerToOpen = ({ program, milestone, students, today }: PlanOpening): string[] => {
  const others = students.filter(hasFormer).flatMap((student) =>
    occurrencesFor(program, student)
      .filter((one) => one.milestone.id === milestone && opensBySchedule(one, today))
      .flatMap((one) => formerOf(program, student, one)),
  );
  return [...new Set(others.map(({ id }) => id))];
};

/** The `open` mails of a milestone's own schedule. `planDay` opens what a quiet day moved, and what newcomers get. */
export const planOpening = (of: PlanOpening): PlannedMail[] => {
  const known = knownParts(of.parts ?? []);
  const isNew = newcomersOn(of.program, of.today);
  return of.students.flatMap((student) => {
    if (!isActive(student, of.today) || isNew(student)) return [];
    const occurrence = occurrencesFor(of.program, student).find(({ milestone: { id } }) => id === of.milestone);
    if (occurrence === undefined || !opensBySchedule(occurrence, of.today)) return [];
    if (wasDone(of.program, known, student, occurrence)) return [];
    if (toldAs(of.program, known, student, occurrence) !== undefined) return [];
    return occurrence.waves
      .filter((wave) => wave.name === "open" && !isPaused(of, occurrence, wave))
      .filter((wave) => wants(of.declined, student, occurrence, wave))
      .map((wave) => planned(student, occurrence, wave));
  });
};

const overdue = (
  of: Morning,
  student: PlannedStudent,
  occurrence: Occurrence,
  mails: Record<string, MailState>,
): Wave[] =>
  occurrence.waves.filter(
    ({ name, day, at, waits }) =>
      day <= of.today &&
      !(waits && of.now !== undefined && at > of.now) &&
      isOwed(of.program, student, occurrence, { day }, of.startedOn) &&
      isFree(mails[name]) &&
      !(name === "open" && opensBySchedule(occurrence, of.today) && of.isAgain !== true && !of.isNew(student)),
  );

// Reminders are numbered by day. If staff add an earlier one after `remind-1` went out, that mail's day is `remind-2`'s
// day now. Nothing is recorded of `remind-2`, but the student has had its mail.
const whyOvertaken = (mails: Record<string, MailState>, { name, at }: Wave): string | undefined => {
  if (name === "open" || mails[name] !== undefined) return undefined;
  const [newer] = Object.entries(mails).find(([, { plannedAt }]) => plannedAt >= at) ?? [];
  return newer && `${newer} was planned for that day or a later one`;
};

/** A student's current parts, each with the waves that are due and may still go out on that school date. */
export const wavesOfUse = (
  program: Program,
  student: PlannedStudent,
  today: string,
): { part: ReturnType<typeof partOf>; waves: string[] }[] =>
  sightOf(
    program,
    today,
  )(student).map((occurrence) => ({
    part: partOf(student, occurrence),
    waves: occurrence.waves
      .filter((wave) => wave.day <= today && whyMissed(program, occurrence, wave, today) === undefined)
      .map(({ name }) => name),
  }));

const mostUseful = (waves: readonly Wave[]): Wave | undefined =>
  waves.find(({ name }) => name === "open") ?? waves.at(-1);

// A stop may end while the mail is still of use, so the plan leaves the mail alone until it is too late.
const isHeldBack = (part: Part | undefined): boolean => part !== undefined && stopOf(part) !== undefined;

// No other wave goes out instead: once staff resume the mailing, its mail is the most useful one.
const isPaused = ({ paused }: Pick<PlanDay, "paused">, { id }: Occurrence, { name }: Wave): boolean =>
  paused !== undefined && (paused.has(id) || paused.has(mailingName({ occurrence: id, wave: name })));

const planPart = (of: Morning, student: PlannedStudent, occurrence: Occurrence, known: KnownParts): PartPlan => {
  const { program, today } = of;
  const part = known.get(partName({ occurrence: occurrence.id, student: student.person }));
  const nothing = { occurrence, part, send: undefined, over: [], useful: [] };
  if (isTaskSettled(part)) return nothing;
  const mails = part?.mails ?? {};
  const wanted = (wave: Wave) => wants(of.declined, student, occurrence, wave);
  const told = toldAs(program, known, student, occurrence);
  const whyNot = (wave: Wave) =>
    whyMissed(program, occurrence, wave, today) ??
    (wave.name === "open" && told !== undefined ? `it went out as ${told}` : whyOvertaken(mails, wave));
  const due = overdue(of, student, occurrence, mails);
  const over = due.flatMap((wave) => {
    const reason = whyNot(wave);
    if (reason === undefined) return [];
    return [{ ...planned(student, occurrence, wave), reason: wanted(wave) ? reason : "the student declined it" }];
  });
  const useful = due.filter((wave) => whyNot(wave) === undefined && !isHeldBack(part) && wanted(wave));
  const chosen = mayGoOut(program, occurrence.milestone, today) ? mostUseful(useful) : undefined;
  if (chosen === undefined || isPaused(of, occurrence, chosen)) return { ...nothing, over };
  return {
    ...{ occurrence, part, over },
    send: planned(student, occurrence, chosen),
    useful: useful.map((wave) => planned(student, occurrence, wave)),
  };
};

/** `parts`: all parts of the occurrences of `occurrencesToPlan`. `today`: a school date. */
export interface PlanDay {
  program: Program;
  students: readonly PlannedStudent[];
  parts: readonly Part[];
  /** The plan leaves declined mails out, and looks at them again each morning until it is too late. */
  declined?: Declined;
  /** Names of paused mailings, and ids of whole occurrences: left alone until staff resume them, or it is too late. */
  paused?: ReadonlySet<string>;
  today: string;
  /** ISO 8601 UTC: what waits for a later hour is left alone. */
  now?: string;
  /** School date; waves before it count as done. */
  startedOn: string;
  /** What of sessions' mails waits for today's digest, by whom it goes to. */
  waited?: ReadonlyMap<string, readonly PlannedMail[]>;
  /** True later on the same day: what a schedule opened that morning is made good, too. */
  isAgain?: boolean;
}

type Morning = PlanDay & { isNew: (student: PlannedStudent) => boolean };

/** A morning's plan of all that is due and not done, missed mornings included: one mail a student and occurrence. */
export const planDay = (of: PlanDay): Plan => {
  const known = knownParts(of.parts);
  const inSight = sightOf(of.program, of.today);
  const morning = { ...of, isNew: newcomersOn(of.program, of.today) };
  const plans = of.students.map((student) => {
    const parts = inSight(student)
      .filter((occurrence) => !wasDone(of.program, known, student, occurrence))
      .map((occurrence) => planPart(morning, student, occurrence, known));
    const { send, miss } = welcomed(morning.isNew(student) ? of.today : cameOn(student, of.today), parts);
    return { send: inOneDigest([...send, ...(of.waited?.get(student.person) ?? [])]), miss };
  });
  return { send: plans.flatMap(({ send }) => send), miss: plans.flatMap(({ miss }) => miss) };
};
