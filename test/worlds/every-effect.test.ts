import { describe, expect, test } from "vitest";
import { type Click, type Death, deliver, faultsOfAnswered, faultsOfGroup, groupOf } from "./one-group.ts";

const students = groupOf(3);
const keys = students.map(({ person }) => person);
/**
 * The first delivery's calls: the roster, the key, the limits, the turn, the group written with its claims, the
 * mailing, SES, the group settled.
 */
const CALLS = 8;
const ARRIVES = [true, false];

const deathsIn = (delivery: number, calls = CALLS): Death[] =>
  Array.from({ length: calls }, (_, nth): Death[] => [
    { delivery, call: nth + 1, fate: "caller dies before" },
    { delivery, call: nth + 1, fate: "caller dies after" },
  ]).flat();

/** What did not hold of any of these runs, each of which is delivered three times. */
const faultsIn = async (runs: readonly Death[][], arrives: boolean, to = students): Promise<string[]> => {
  const told: string[] = [];
  for (const deaths of runs) {
    const faults = faultsOfGroup(to, await deliver({ students: to, times: 3, deaths, arrives }));
    told.push(...faults.map((fault) => `${JSON.stringify(deaths)}: ${fault}`));
  }
  return told;
};

describe("a group of three mails, killed before and after each of its effects, and delivered again", () => {
  test("takes eight effects", async () => {
    expect((await deliver({ students, times: 1 })).calls).toBe(CALLS);
  });

  test.each(ARRIVES)("once, where calls under way at the death arrive: %s", async (arrives) => {
    const runs = deathsIn(1).map((death) => [death]);
    expect(await faultsIn(runs, arrives)).toEqual([]);
  });

  test.each(ARRIVES)("twice, at each pair of effects, where calls under way arrive: %s", async (arrives) => {
    const pairs = deathsIn(1).flatMap((first) => deathsIn(2).map((second) => [first, second]));
    expect(await faultsIn(pairs, arrives)).toEqual([]);
  });

  test("sends all after a death before the claims, and none again after a death behind the call of SES", async () => {
    const before: Death = { delivery: 1, call: 2, fate: "caller dies before" };
    const sent = { mails: keys, states: ["sent", "sent", "sent"] };
    expect(await deliver({ students, times: 2, deaths: [before] })).toMatchObject(sent);
    const behind: Death = { delivery: 1, call: 7, fate: "caller dies after" };
    const unknown = { mails: keys, states: ["claimed", "claimed", "claimed"] };
    expect(await deliver({ students, times: 2, deaths: [behind] })).toMatchObject(unknown);
  });
});

describe("two groups that are claimed one after the other, killed before and after each of their effects", () => {
  const class1 = groupOf(60);
  const both = [...class1, ...groupOf(60, "class2")];
  /**
   * Each group's own: written with its claims, the mailing, two calls of SES, settled; and three rests between four
   * calls.
   */
  const calls = CALLS + 9;

  test("take seventeen effects", async () => {
    expect((await deliver({ students: both, times: 1 })).calls).toBe(calls);
  });

  test.each(ARRIVES)("once, and delivered again, where calls under way arrive: %s", async (arrives) => {
    const runs = deathsIn(1, calls).map((death) => [death]);
    expect(await faultsIn(runs, arrives, both)).toEqual([]);
  });

  test.each(deathsIn(1, calls))("leave at most one group unknown: call $call, $fate", async (death) => {
    const { states } = await deliver({ students: both, times: 2, deaths: [death] });
    expect(states.filter((state) => state !== "sent").length).toBeLessThanOrEqual(class1.length);
  });
});

describe("a group of three reminders, while one of the three answers", () => {
  const clicks = [1, 2].flatMap((delivery) =>
    Array.from({ length: CALLS }, (_, nth): Click => ({ delivery, call: nth + 1 })),
  );
  /**
   * The calls between the claims and what they come to: the group read and written, the mailing, SES, the group
   * settled.
   */
  const close = clicks.filter(({ delivery, call }) => delivery === 1 && call > CALLS - 5);

  const faultsWith = async (
    answers: readonly Click[],
    runs: readonly Death[][],
    arrives: boolean,
  ): Promise<string[]> => {
    const told: string[] = [];
    for (const click of answers) {
      for (const deaths of runs) {
        const faults = faultsOfAnswered(students, await deliver({ students, times: 3, click, deaths, arrives }));
        told.push(...faults.map((fault) => `${JSON.stringify({ click, deaths })}: ${fault}`));
      }
    }
    return told;
  };

  test("who answers before the claims gets no mail, who answers after them may, and the answer stands", async () => {
    const before = await deliver({ students, times: 2, click: { delivery: 1, call: CALLS - 4 } });
    expect(before).toMatchObject({ mails: keys.slice(1), states: ["nothing", "sent", "sent"] });
    const after = await deliver({ students, times: 2, click: { delivery: 1, call: CALLS } });
    expect(after).toMatchObject({ mails: keys, states: ["sent", "sent", "sent"], tasks: ["attested", "due", "due"] });
  });

  test("before any effect of two deliveries", async () => {
    expect(await faultsWith(clicks, [[]], true)).toEqual([]);
  });

  test.each(ARRIVES)("and a death at any, where calls under way arrive: %s", async (arrives) => {
    // What was read before the answer is refused at the write, which is one call more.
    const runs = deathsIn(1, CALLS + 1).map((death) => [death]);
    expect(await faultsWith(clicks, runs, arrives)).toEqual([]);
  });

  test("between claim and settle, and deaths at each pair of effects", async () => {
    const pairs = deathsIn(1, CALLS + 1).flatMap((first) => deathsIn(2).map((second) => [first, second]));
    expect(await faultsWith(close, pairs, true)).toEqual([]);
  });
});
