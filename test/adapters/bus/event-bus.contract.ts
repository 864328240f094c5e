import { expect, test } from "vitest";
import type { EventBus, Published } from "#adapters/bus/event-bus.ts";

/** A bus, and everything that it took, in order. */
export interface OpenedBus {
  bus: EventBus;
  taken: () => unknown[];
}

/** A bus with one listener, whose rule asks for completed surveys: three tries, then an event is set aside. */
export interface ListenedBus extends OpenedBus {
  /** Delivers everything that the bus took. */
  run(): Promise<void>;
  /** How many events were set aside. */
  setAside(): number;
}

export type OpenListenedBus = (listener: (event: Published) => void) => ListenedBus;

/** The event that a student enrolled, with any data added. */
export const enrolled = (student: string, other: Record<string, unknown> = {}): Published => ({
  type: "student.enrolled",
  version: 1,
  id: `student.enrolled/${student}`,
  occurredAt: "2026-08-01T13:00:00.000Z",
  data: { student, cohort: "pathways-2030", track: "pathways", ...other },
});

/** That many students enrolled. */
export const manyEnrolled = (count: number): Published[] =>
  Array.from({ length: count }, (_, index) => enrolled(`k${index}`));

/** What every bus does with events, good and bad. */
export const eventBusContract = (open: () => OpenedBus): void => {
  test("every good event is taken, in order", async () => {
    const { bus, taken } = open();
    expect(await bus.publish(manyEnrolled(23))).toEqual(Array(23).fill(true));
    expect(taken()).toEqual(manyEnrolled(23));
  });

  test("nothing to publish is nothing taken", async () => {
    const { bus, taken } = open();
    expect(await bus.publish([])).toEqual([]);
    expect(taken()).toEqual([]);
  });

  test("an event that its schema refuses stays behind, and its neighbors go", async () => {
    const { bus, taken } = open();
    const faulty = { ...enrolled("k1"), data: { student: "k1" } };
    const unknown = { ...enrolled("k2"), type: "student.vanished" };
    expect(await bus.publish([enrolled("k0"), faulty, unknown, enrolled("k3")])).toEqual([true, false, false, true]);
    expect(taken()).toEqual([enrolled("k0"), enrolled("k3")]);
  });

  test("what a schema does not name never leaves", async () => {
    const { bus, taken } = open();
    await bus.publish([enrolled("k0", { email: "k0@example.edu" })]);
    expect(taken()).toEqual([enrolled("k0")]);
  });

  test("the same event is taken twice, since subscribers know it by its id", async () => {
    const { bus, taken } = open();
    await bus.publish([enrolled("k0")]);
    await bus.publish([enrolled("k0")]);
    expect(taken()).toHaveLength(2);
  });
};

/** The event that a student completed a survey. */
export const completed = (student: string): Published => ({
  type: "survey.completed",
  version: 1,
  id: `survey.completed/retake-cim-survey@2027/${student}/1`,
  occurredAt: "2027-04-02T13:00:00.000Z",
  data: {
    student,
    cohort: "pathways-2028",
    milestone: "retake-cim-survey",
    occurrence: "retake-cim-survey@2027",
    revision: 1,
    answer: "survey",
  },
});

/** What every bus does for a listener. */
export const listenedBusContract = (open: OpenListenedBus): void => {
  const opened = (fails: (event: Published, nth: number) => boolean = () => false) => {
    const given: Published[] = [];
    const listened = open((event) => {
      given.push(structuredClone(event));
      if (fails(event, given.length)) throw new Error("not done");
    });
    return { ...listened, given };
  };
  const byId = (one: Published, other: Published) => one.id.localeCompare(other.id);

  test("what the rule asks for is delivered as it was published, and nothing else", async () => {
    const { bus, run, given, setAside } = opened();
    await bus.publish([completed("k0"), enrolled("k1"), completed("k2")]);
    await run();
    expect(given.toSorted(byId)).toEqual([completed("k0"), completed("k2")]);
    expect(setAside()).toBe(0);
  });

  test("an event that was not taken is not delivered, and its neighbors are", async () => {
    const { bus, run, given } = opened();
    const faulty = { ...completed("k1"), data: { student: "k1" } };
    expect(await bus.publish([completed("k0"), faulty, completed("k2")])).toEqual([true, false, true]);
    await run();
    expect(given.toSorted(byId)).toEqual([completed("k0"), completed("k2")]);
  });

  test("what is published twice is delivered twice", async () => {
    const { bus, run, given } = opened();
    await bus.publish([completed("k0"), completed("k0")]);
    await run();
    expect(given).toEqual([completed("k0"), completed("k0")]);
  });

  test("an event whose listener fails is delivered again, and once it is done no more", async () => {
    const { bus, run, given, setAside } = opened((_, nth) => nth < 3);
    await bus.publish([completed("k0")]);
    await run();
    expect(given).toEqual([completed("k0"), completed("k0"), completed("k0")]);
    expect(setAside()).toBe(0);
  });

  test("an event that fails three times is set aside, and the others are delivered", async () => {
    const { bus, run, given, setAside } = opened(({ data }) => data.student === "k1");
    await bus.publish(["k0", "k1", "k2"].map(completed));
    await run();
    expect(given.map(({ data }) => data.student).toSorted()).toEqual(["k0", "k1", "k1", "k1", "k2"]);
    expect(setAside()).toBe(1);
  });

  test("what a listener does to its event is not seen at the next try", async () => {
    const { bus, run, given } = opened((event, nth) => {
      event.data.student = "nobody";
      return nth === 1;
    });
    await bus.publish([completed("k0")]);
    await run();
    expect(given).toEqual([completed("k0"), completed("k0")]);
  });

  test("what the publisher does to an event afterwards is not seen by the listener", async () => {
    const { bus, run, given } = opened();
    const event = completed("k0");
    await bus.publish([event]);
    event.data.student = "nobody";
    await run();
    expect(given).toEqual([completed("k0")]);
  });
};
