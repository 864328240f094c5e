import { groupedParts } from "#adapters/parts/grouped-parts.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Student } from "#domain/people/student.ts";
import { sendMail } from "../../functions/send-mail/send-mail.ts";
import { program } from "../domain/calendar/program.fixture.ts";
import { messageTo, occurrence, queuedAt, studentNamed } from "../functions/send-mail/april.fixture.ts";
import { type Ground, groundOf, invoke } from "./ground/ground.ts";
import type { Process } from "./ground/process.ts";
import { sendMailNeeds } from "./ground/wiring.ts";
import { worldSes } from "./services/ses.ts";
import { CALM, type Fate, type Faults } from "./witness/faults.ts";
import { seeGroup } from "./witness/parts.ts";

const START = Date.parse("2027-04-01T13:00:04.000Z");
const END = Date.parse("2027-04-02T13:00:00.000Z");

/** What befalls which call of which delivery, most often a death; both are counted from 1. */
export interface Death {
  delivery: number;
  call: number;
  fate: Exclude<Fate, "done">;
}

/** The first student's answer to an earlier mail, just before that call of that delivery takes effect. */
export interface Click {
  delivery: number;
  call: number;
}

/** How a group's message is delivered. */
export interface Delivered {
  students: readonly Student[];
  /** How often, one delivery after the other, unless `atOnce`. */
  times: number;
  atOnce?: boolean;
  deaths?: readonly Death[];
  /** With it the message is a reminder, to students who were asked a week ago. */
  click?: Click;
  /** True where a call that was under way at a death takes effect all the same. */
  arrives?: boolean;
  faults?: Partial<Faults>;
  seed?: number;
}

/** That many students of one group of the class that is asked in April 2027. `group`: six letters. */
export const groupOf = (size: number, group = "class1"): Student[] =>
  Array.from({ length: size }, (_, nth) => studentNamed(`${group}${String(nth).padStart(2, "0")}`));

const asked = { plannedAt: "2027-04-01T13:00:00.000Z", at: queuedAt };
const reminder = { wave: "remind-1", plannedAt: "2027-04-08T13:00:00.000Z" };
const REMINDED_AT = "2027-04-08T13:00:04.000Z";

/** What was done a week before a reminder. */
const ask = async ({ parts }: MemoryRecords, students: readonly Student[]): Promise<void> => {
  const asking = findOccurrence(program, occurrence);
  const opened = asking === undefined ? [] : students.map((student) => partOf(student, asking));
  await parts.claim(opened, "open", asked);
  await parts.settle(opened.map((part) => ({ part, wave: "open", mail: { state: "sent", attempt: 1, ...asked } })));
};

/** Nothing but the group is looked at, so that nothing need be remembered. */
const NOTHING = { task: () => {}, claim: () => {}, takenUp: () => {} };

/** Delivers one group's message of April's opening to the sender, and answers what is left of it. */
export const deliver = async (of: Delivered) => {
  const { students, times, deaths = [], click, seed = 1 } = of;
  const calm = groundOf(seed, { from: START, calmFrom: END, faults: { ...CALM, ...of.faults } });
  const calls: number[] = [];
  let delivery = 0;
  const fate = (call: string): Fate => {
    calls[delivery] = (calls[delivery] ?? 0) + 1;
    if (click?.delivery === delivery + 1 && click.call === calls[delivery]) ground.agenda.after(0, () => void answer());
    const death = deaths.find((one) => one.delivery === delivery + 1 && one.call === calls[delivery]);
    return death?.fate ?? calm.weather.fate(call);
  };
  const weather = { ...calm.weather, fate, arrivesAfterDeath: () => of.arrives ?? true };
  const ground: Ground = { ...calm, weather };
  const records = memoryRecords({ group: (before, after) => seeGroup(ground, NOTHING, before, after) });
  for (const student of students) await records.people.save(student);
  if (click) await ask(records, students);
  let isAnswered = false;
  const answer = async () => {
    isAnswered = true;
    ground.weather.acts("site POST");
    const site = groupedParts(records.groups, async () => {});
    await site.complete(occurrence, students[0]?.person ?? "", { id: "survey", at: REMINDED_AT });
  };
  const message = messageTo(students, click && reminder);
  const sentAt = click ? REMINDED_AT : queuedAt;
  const ses = worldSes(ground, () => {});
  const ends: string[] = [];
  for (; delivery < times; delivery += 1) {
    const work = (process: Process) =>
      sendMail(sendMailNeeds(ground, process, { program, records, ses, variant: {} }), message, sentAt);
    invoke(ground, { name: "send-mail", lifetime: 60_000, work }, ({ kind }) => ends.push(kind));
    if (!of.atOnce) await ground.agenda.run();
  }
  await ground.agenda.run();
  const parts = await records.parts.ofOccurrence(occurrence);
  const partIn = ({ person }: Student) => parts.find(({ student }) => student === person);
  const stateOf = (student: Student) => partIn(student)?.mails[message.wave]?.state ?? "nothing";
  return {
    /** Opaque keys of those whose mail SES accepted, in its order. */
    mails: ses.accepted.map(({ student }) => student),
    attempts: ses.accepted.map(({ tags }) => tags.attempt),
    states: students.map(stateOf),
    tasks: students.map((student) => partIn(student)?.task?.state ?? "nothing"),
    isAnswered,
    violations: ground.violations,
    ends,
    calls: calls[0] ?? 0,
    logs: ground.logs,
  };
};

type Left = Awaited<ReturnType<typeof deliver>>;

/**
 * The same where the first has answered: that stands, and whether they still got a mail is a matter of who was first.
 */
export const faultsOfAnswered = (students: readonly Student[], left: Left): string[] => {
  if (!left.isAnswered) return faultsOfGroup(students, left);
  const [task, ...others] = left.tasks;
  const [state = "nothing", ...states] = left.states;
  const isFirst = (key: string) => key === students[0]?.person;
  const mails = left.mails.filter((key) => !isFirst(key));
  return [
    ...(task === "attested" ? [] : [`the answer is gone: ${task}`]),
    ...others.filter((other) => other !== "due").map((other) => `another task is ${other}`),
    ...(state === "nothing" && left.mails.some(isFirst) ? ["sent without a trace"] : []),
    ...(left.mails.filter(isFirst).length > 1 ? ["sent twice to who answered"] : []),
    ...faultsOfGroup(students.slice(1), { ...left, mails, states }),
  ];
};

/** No mail twice; each either sent and recorded, or seen to be unknown; nobody passed over. */
export const faultsOfGroup = (students: readonly Student[], left: Left): string[] => [
  ...left.violations,
  ...(new Set(left.mails).size === left.mails.length ? [] : [`sent twice: ${left.mails.join(", ")}`]),
  ...left.states
    .filter((state) => !["sent", "claimed", "ambiguous"].includes(state))
    .map((state) => `ended as ${state}`),
  ...students
    .filter(({ person }, nth) => left.states[nth] === "sent" && !left.mails.includes(person))
    .map(({ person }) => `${person} not sent`),
];
