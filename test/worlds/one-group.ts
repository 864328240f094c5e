import { memoryRecords } from "#adapters/doubles/memory-records.ts";
import type { Student } from "#domain/student.ts";
import { sendMail } from "../../functions/send-mail/send-mail.ts";
import { program } from "../domain/program.fixture.ts";
import { messageTo, occurrence, queuedAt, studentNamed } from "../functions/send-mail/april.fixture.ts";
import { CALM, type Fate, type Faults } from "./faults.ts";
import { type Ground, groundOf, invoke } from "./ground.ts";
import type { Process } from "./process.ts";
import { worldSes } from "./ses.ts";
import { sendMailNeeds } from "./wiring.ts";

const START = Date.parse("2027-04-01T13:00:04.000Z");
const END = Date.parse("2027-04-02T13:00:00.000Z");

/** What befalls which call of which delivery, most often a death; both are counted from 1. */
export interface Death {
  delivery: number;
  call: number;
  fate: Exclude<Fate, "done">;
}

/** How a group's message is delivered. */
export interface Delivered {
  students: readonly Student[];
  /** How often, one delivery after the other, unless `atOnce`. */
  times: number;
  atOnce?: boolean;
  deaths?: readonly Death[];
  /** True where a call that was under way at a death takes effect all the same. */
  arrives?: boolean;
  faults?: Partial<Faults>;
  seed?: number;
}

/** That many students of one group of the class that is asked in April 2027. */
export const groupOf = (size: number): Student[] =>
  Array.from({ length: size }, (_, nth) => studentNamed(`class1${String(nth).padStart(2, "0")}`));

/** Delivers one group's message of April's opening to the sender, and answers what is left of it. */
export const deliver = async (of: Delivered) => {
  const { students, times, deaths = [], seed = 1 } = of;
  const calm = groundOf(seed, { from: START, calmFrom: END, faults: { ...CALM, ...of.faults } });
  const calls: number[] = [];
  let delivery = 0;
  const fate = (call: string): Fate => {
    calls[delivery] = (calls[delivery] ?? 0) + 1;
    const death = deaths.find((one) => one.delivery === delivery + 1 && one.call === calls[delivery]);
    return death?.fate ?? calm.weather.fate(call);
  };
  const weather = { ...calm.weather, fate, arrivesAfterDeath: () => of.arrives ?? true };
  const ground: Ground = { ...calm, weather };
  const records = memoryRecords();
  for (const student of students) await records.roster.save(student);
  const ses = worldSes(ground, () => {});
  const ends: string[] = [];
  for (; delivery < times; delivery += 1) {
    const work = (process: Process) =>
      sendMail(sendMailNeeds(ground, process, { program, records, ses, variant: {} }), messageTo(students), queuedAt);
    invoke(ground, { name: "send-mail", lifetime: 60_000, work }, ({ kind }) => ends.push(kind));
    if (!of.atOnce) await ground.agenda.run();
  }
  await ground.agenda.run();
  const parts = await records.parts.ofOccurrence(occurrence);
  const stateOf = ({ key }: Student) => parts.find(({ student }) => student === key)?.mails.open?.state ?? "nothing";
  return {
    /** Opaque keys of those whose mail SES accepted, in its order. */
    mails: ses.accepted.map(({ student }) => student),
    attempts: ses.accepted.map(({ tags }) => tags.attempt),
    states: students.map(stateOf),
    ends,
    calls: calls[0] ?? 0,
    logs: ground.logs,
  };
};

/** No mail twice; each either sent and recorded, or seen to be unknown; nobody passed over. */
export const faultsOfGroup = (students: readonly Student[], left: Awaited<ReturnType<typeof deliver>>): string[] => [
  ...(new Set(left.mails).size === left.mails.length ? [] : [`sent twice: ${left.mails.join(", ")}`]),
  ...left.states
    .filter((state) => !["sent", "claimed", "ambiguous"].includes(state))
    .map((state) => `ended as ${state}`),
  ...students
    .filter(({ key }, nth) => left.states[nth] === "sent" && !left.mails.includes(key))
    .map(({ key }) => `${key} not sent`),
];
