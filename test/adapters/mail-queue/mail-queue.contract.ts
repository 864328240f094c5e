import { expect, test } from "vitest";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";

/** What befalls one receive of a message: it is done, fails, or takes the whole function with it. */
export type Received = "done" | "fails" | "dies";

/** A queue with its listener, as they are deployed: two messages a batch, set aside after ten receives. */
export interface ListenedQueue {
  queue: MailQueue;
  /** Lets everything that is on the queue come to its end. */
  run(): Promise<void>;
  /** How many messages were set aside. */
  setAside(): number;
}

/** Opens an empty queue; its listener is given messages one by one, with the time at which each was sent. */
export type OpenQueue = (
  listener: (message: MailPlanned, sentAt: string) => Received | Promise<Received>,
) => Promise<ListenedQueue>;

/** A plan of one mail, for that student. */
export const planFor = (studentId: string): MailPlanned => ({
  type: "mail.planned",
  version: 2,
  program: "hms",
  occurrence: "retake-cim-survey@2027",
  wave: "open",
  plannedAt: "2027-04-01T13:00:00.000Z",
  people: [studentId],
});

/** Plans of one mail each, for `s0`, `s1`, …. */
export const plansFor = (count: number): MailPlanned[] =>
  Array.from({ length: count }, (_, index) => planFor(`s${index}`));

const nameOf = ({ people }: MailPlanned): string => people.join("+");

/** A listener that keeps what it is given, and what befalls it by the message's name; what is not named is done. */
const keeping = (fates: Record<string, (nth: number) => Received> = {}) => {
  const given: MailPlanned[] = [];
  const timesOf = (name: string) => given.filter((message) => nameOf(message) === name).length;
  const listener = (message: MailPlanned): Received => {
    given.push(structuredClone(message));
    return fates[nameOf(message)]?.(timesOf(nameOf(message))) ?? "done";
  };
  return { given, timesOf, listener, names: () => given.map(nameOf).toSorted() };
};

/** What every mail queue does for its sender and its listener. */
export const mailQueueContract = (open: OpenQueue): void => {
  test("every message arrives once and as it was planned, also where they are more than a call takes", async () => {
    const { given, listener } = keeping();
    const { queue, run, setAside } = await open(listener);
    await queue.send(plansFor(23));
    await run();
    expect(given.toSorted(byName)).toEqual(plansFor(23).toSorted(byName));
    expect(setAside()).toBe(0);
  });

  test("nothing sent is nothing given", async () => {
    const { given, listener } = keeping();
    const { queue, run } = await open(listener);
    await queue.send([]);
    await run();
    expect(given).toEqual([]);
  });

  test("a plan that is none is refused, and nothing of its call is taken", async () => {
    const { given, listener } = keeping();
    const { queue, run } = await open(listener);
    await expect(queue.send([planFor("s0"), { ...planFor("s1"), people: [] }])).rejects.toThrow("people");
    await run();
    expect(given).toEqual([]);
  });

  test("the same message sent twice is given twice", async () => {
    const { names, listener } = keeping();
    const { queue, run } = await open(listener);
    await queue.send([planFor("s0")]);
    await queue.send([planFor("s0")]);
    await run();
    expect(names()).toEqual(["s0", "s0"]);
  });

  test("a message that fails comes again until it is done, and its neighbors do not", async () => {
    const { names, listener } = keeping({ s1: (nth) => (nth < 3 ? "fails" : "done") });
    const { queue, run, setAside } = await open(listener);
    await queue.send(plansFor(4));
    await run();
    expect(names()).toEqual(["s0", "s1", "s1", "s1", "s2", "s3"]);
    expect(setAside()).toBe(0);
  });

  test("messages whose function died come again, all that were in its hands", async () => {
    const { timesOf, listener } = keeping({ s0: (nth) => (nth === 1 ? "dies" : "done") });
    const { queue, run, setAside } = await open(listener);
    await queue.send(plansFor(4));
    await run();
    expect(timesOf("s0")).toBe(2);
    for (const { people } of plansFor(4)) expect(timesOf(people.join())).toBeGreaterThanOrEqual(1);
    expect(setAside()).toBe(0);
  });

  test("a message that fails ten times is set aside, and those behind it are done", async () => {
    const { timesOf, listener } = keeping({ s1: () => "fails" });
    const { queue, run, setAside } = await open(listener);
    await queue.send(plansFor(5));
    await run();
    expect(timesOf("s1")).toBe(10);
    expect(["s0", "s2", "s3", "s4"].map(timesOf)).toEqual([1, 1, 1, 1]);
    expect(setAside()).toBe(1);
  });

  test("what a listener does to its message is not seen by the next", async () => {
    const seen: MailPlanned[] = [];
    const { queue, run } = await open((message) => {
      seen.push(structuredClone(message));
      message.people.length = 0;
      return seen.length < 2 ? "fails" : "done";
    });
    await queue.send([planFor("s0")]);
    await run();
    expect(seen).toEqual([planFor("s0"), planFor("s0")]);
  });

  test("what the sender does to a message afterwards is not seen by the listener", async () => {
    const { given, listener } = keeping();
    const { queue, run } = await open(listener);
    const message = planFor("s0");
    await queue.send([message]);
    message.people.push("s1");
    await run();
    expect(given).toEqual([planFor("s0")]);
  });

  test("a message that comes again was sent when it was first sent", async () => {
    const times: string[] = [];
    const { queue, run } = await open((_, sentAt) => (times.push(sentAt) < 3 ? "fails" : "done"));
    await queue.send([planFor("s0")]);
    await run();
    expect(times[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(new Set(times).size).toBe(1);
    expect(times).toHaveLength(3);
  });
};

const byName = (one: MailPlanned, other: MailPlanned): number => nameOf(one).localeCompare(nameOf(other));
