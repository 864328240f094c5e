import { describe, expect, test } from "vitest";
import { type Death, deliver, faultsOfGroup, groupOf } from "../worlds/one-group.ts";

// Each test is a case from the tracker of another sender, named by its thread. A delivery to a group makes eight calls:
// the roster, the link key, the account's limits, the turn, the group written with its claims, the mailing, SES, the
// group settled.
const students = groupOf(10);
const keys = students.map(({ person }) => person);
const SES_CALL = 7;
const all = (state: string): string[] => students.map(() => state);
const dies = (call: number, fate: Death["fate"] = "caller dies before"): Death[] => [{ delivery: 1, call, fate }];

describe("a crash in the middle of a mailing", () => {
  test.each([20, 40, 60, 80])(
    "killed at %i percent and resumed, no mail goes out twice and none is lost from sight (https://github.com/knadh/listmonk/issues/2313)",
    async (percent) => {
      const left = await deliver({ students, times: 3, deaths: dies(Math.ceil((9 * percent) / 100)) });
      expect(faultsOfGroup(students, left)).toEqual([]);
    },
  );

  test("between claim and send: nothing counts as sent, and the claims stay in sight (https://github.com/knadh/listmonk/issues/3022, https://github.com/knadh/listmonk/pull/3222)", async () => {
    const left = await deliver({ students, times: 3, deaths: dies(SES_CALL) });
    expect(left).toMatchObject({ mails: [], states: all("claimed") });
  });

  test("a message is done only when every mail of it is recorded (https://github.com/knadh/listmonk/issues/2168, https://github.com/knadh/listmonk/issues/2278)", async () => {
    const shaky = await deliver({ students, times: 1, faults: { entryThrottled: 0.3 } });
    const undone = shaky.states.filter((state) => ["nothing", "retry"].includes(state));
    expect(undone.length).toBeGreaterThan(0);
    expect(undone.length).toBeLessThan(students.length);
    expect(shaky.ends).toEqual(["threw"]);
  });

  test("killed three times behind the call of SES, there is one copy (https://github.com/recoupable/app/issues/1918)", async () => {
    const deaths = [1, 2, 3].flatMap((delivery) =>
      dies(SES_CALL, "caller dies after").map((one) => ({ ...one, delivery })),
    );
    expect(await deliver({ students, times: 4, deaths })).toMatchObject({ mails: keys, states: all("claimed") });
  });
});

describe("a throttled SES", () => {
  test("half of the entries: all are sent once, and counted as they were (https://github.com/knadh/listmonk/issues/2273, https://github.com/knadh/listmonk/issues/992)", async () => {
    const left = await deliver({ students, times: 12, faults: { entryThrottled: 0.5 } });
    expect(left.mails.toSorted()).toEqual(keys);
    expect(left).toMatchObject({ states: all("sent") });
    const counted = left.logs.flatMap((line) => /"sent":(\d+)/.exec(line)?.slice(1) ?? []);
    expect(counted.every((count) => Number(count) <= students.length)).toBe(true);
  });

  test("each attempt has its own number, whether one entry or the whole call was refused (https://github.com/pm-pmaas/etailors_amazon_ses/issues/117)", async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const left = await deliver({ students, times: 12, seed, faults: { entryThrottled: 0.3, refused: 0.05 } });
      expect(faultsOfGroup(students, left)).toEqual([]);
      expect(left.attempts.every((attempt) => Number(attempt) >= 1 && Number(attempt) <= 12)).toBe(true);
    }
  });
});

describe("two senders at once", () => {
  test("of two senders with one group each mail has one winner (https://github.com/mautic/mautic/issues/9880)", async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const left = await deliver({ students, times: 2, atOnce: true, seed });
      expect(left.mails.toSorted()).toEqual(keys);
      expect(left.states).toEqual(all("sent"));
    }
  });

  test("who is slower than everybody's patience is overtaken by nobody (https://github.com/taskforcesh/bullmq/issues/439, https://github.com/taskforcesh/bullmq/issues/3056, https://github.com/taskforcesh/bullmq/issues/3183)", async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const left = await deliver({ students, times: 3, atOnce: true, seed, faults: { slow: 0.3 } });
      const started = students.filter((_, nth) => left.states[nth] !== "nothing");
      expect(faultsOfGroup(started, { ...left, states: left.states.filter((state) => state !== "nothing") })).toEqual(
        [],
      );
    }
  });

  test("what starts a mail is a condition, not a look before it (https://github.com/LimeJourney/limeJourney/pull/40)", async () => {
    const left = await deliver({ students, times: 50, atOnce: true });
    expect(left.mails.toSorted()).toEqual(keys);
    expect(left.attempts).toEqual(students.map(() => "1"));
  });
});

describe("an answer that is lost", () => {
  test("after one mail was accepted: it is ambiguous and is not sent again (https://github.com/Devlaner/devlane/issues/374)", async () => {
    const [one] = students;
    const left = await deliver({ students: one ? [one] : [], times: 3, deaths: dies(SES_CALL, "done, answer lost") });
    expect(left).toMatchObject({
      mails: [one?.person],
      states: ["ambiguous"],
      ends: ["answered", "answered", "answered"],
    });
  });

  test("after fifty mails were accepted in one call: the same for each (https://github.com/aws-devtools-labs/aws-blocks/pull/11)", async () => {
    const fifty = groupOf(50);
    const left = await deliver({ students: fifty, times: 3, deaths: dies(SES_CALL, "done, answer lost") });
    expect(left.mails).toEqual(fifty.map(({ person }) => person));
    expect(left.states).toEqual(fifty.map(() => "ambiguous"));
  });
});
