import { isActive } from "#domain/calendar/current-occurrences.ts";
import type { Part } from "#domain/parts/part.ts";
import { suppressionOf } from "#domain/people/address.ts";
import { faultsOf } from "./witness/invariants.ts";
import { allParts, redriveAll, type World, type WorldOptions, worldOf } from "./world.ts";

/** What is left of a world that is over. */
export interface Ended {
  seed: number;
  /** What did not hold; empty in a good world. */
  faults: readonly string[];
  /** What happened, one line each, for a person to read. */
  history: readonly string[];
  /** What the functions logged. */
  logs: readonly string[];
  mails: number;
}

/** A part without mails of which a message that comes again says, rightly, that their student is away. */
const settledPart = (away: ReadonlySet<string>, part: Part): Part => {
  const settled = Object.entries(part.mails).filter(([, { state }]) => state !== "retry" && state !== "missed");
  return away.has(part.student) ? { ...part, mails: Object.fromEntries(settled) } : part;
};

/**
 * A part without the stop for an address that failed: for one who was away when it did, it may come with the next news.
 */
const unstopped = (failed: ReadonlySet<string>, { stops = {}, ...part }: Part): Part => {
  const { suppressed: _, ...others } = stops;
  return { ...part, stops: failed.has(part.student) ? others : stops };
};

/** A part that says nothing but why its student is not mailed: a message that was left to the plan may make it. */
const isBlank = ({ mails, stops = {}, revision }: Part): boolean =>
  Object.keys(mails).length === 0 && Object.keys(stops).length === 0 && revision === 0;

const snapshot = async (world: World): Promise<string> => {
  const { records, ses, subscriber } = world;
  const students = await records.people.all();
  const away = new Set(
    students.filter((one) => !isActive(one, world.school.days.at(-1) ?? "")).map(({ person }) => person),
  );
  const failed = new Set(students.filter((one) => suppressionOf(one) !== undefined).map(({ person }) => person));
  const all = (await allParts(world)).map((part) => unstopped(failed, settledPart(away, part)));
  const parts = all.filter((part) => !(isBlank(part) && (away.has(part.student) || failed.has(part.student))));
  return JSON.stringify([students, parts, subscriber.tasks("task"), ses.accepted.length]);
};

/** I7: every record, event, message and call of a schedule comes again, and changes nothing. */
const replayed = async (world: World): Promise<string[]> => {
  const before = await snapshot(world);
  world.ground.tell("everything comes again");
  await world.queue.send([...world.queue.taken]);
  world.stream.replay();
  world.bus.replay();
  world.mornings.replay();
  world.feedback.replay();
  await world.ground.agenda.run();
  const after = await snapshot(world);
  return before === after ? [] : [`I7 what came again changed something: ${firstDifference(before, after)}`];
};

const firstDifference = (one: string, other: string): string => {
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `${one.slice(Math.max(0, at - 80), at + 60)} … ${other.slice(at, at + 60)}`;
};

/** Lives one world through: its spring, the repair, everything once more; and says what did not hold. */
export const runWorld = async (seed: number, of: WorldOptions = {}): Promise<Ended> => {
  const world = worldOf(seed, of);
  await world.ground.agenda.run();
  redriveAll(world);
  await world.ground.agenda.run();
  const found = await faultsOf(world);
  // A message that a small account left to the plan is not done, and may well do something when it comes again.
  const isDone = of.limits === undefined && found.length + world.ground.violations.length === 0;
  const again = isDone ? await replayed(world) : [];
  const faults = [...world.ground.violations, ...found, ...again];
  return { seed, faults, history: world.ground.history, logs: world.ground.logs, mails: world.ses.accepted.length };
};
