import { describe, expect, test } from "vitest";
import { memoryPace, movingClock } from "#adapters/pace/memory-pace.ts";
import type { Mailer, Outcome } from "#adapters/ses/mailer.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { BringMessageBack } from "../../../functions/send-mail/summary.ts";
import { messageTo, occurrence, queuedAt, schoolWith, studentNamed } from "./april.fixture.ts";

const classmates = Array.from({ length: 100 }, (_, nth) => studentNamed(`class1-${String(nth).padStart(3, "0")}`));

/** A school whose account sends at that rate, and the calls that its sender makes: how many mails, and when (ms). */
const schoolAt = async (ratePerSecond: number) => {
  const clock = movingClock();
  const school = { ...(await schoolWith(classmates)), pace: memoryPace(clock) };
  school.account.limit({ ratePerSecond });
  const calls: { mails: number; at: number }[] = [];
  const mailer: Mailer = {
    send: (mail) => {
      calls.push({ mails: mail.recipients.length, at: clock.now() });
      return school.mailer.send(mail);
    },
  };
  return { ...school, mailer, taken: school.mailer.taken, calls };
};

describe("an account that is slow", () => {
  test("is asked for no more in a call than it may send in a second, call after call at its rate", async () => {
    const school = await schoolAt(14);
    expect(await sendMail(school, messageTo(classmates), queuedAt)).toMatchObject({ sent: 100, left: 0 });
    expect(school.calls.map(({ mails }) => mails)).toEqual([14, 14, 14, 14, 14, 14, 14, 2]);
    expect(school.calls.map(({ at }) => at)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000]);
  });

  test("takes calls of fifty where it is fast enough", async () => {
    const school = await schoolAt(200);
    await sendMail(school, messageTo(classmates), queuedAt);
    expect(school.calls.map(({ mails }) => mails)).toEqual([50, 50]);
  });

  test("gets a message in shares, each receive going on where the last one ended", async () => {
    const school = await schoolAt(1);
    for (const times of [1, 2, 3, 4, 5, 6]) {
      await expect(sendMail(school, messageTo(classmates), queuedAt, times)).rejects.toThrow(BringMessageBack);
      expect(school.taken).toHaveLength(15 * times);
    }
    expect(await sendMail(school, messageTo(classmates), queuedAt, 7)).toMatchObject({ sent: 10, left: 0 });
    expect(new Set(school.taken.map(({ to }) => to)).size).toBe(100);
  });

  test("loses no share to a receive that had to wait for its turn", async () => {
    const school = await schoolAt(1);
    let isBusy = true;
    const pace = {
      ...school.pace,
      take: async (...turn: Parameters<typeof school.pace.take>) => !isBusy && school.pace.take(...turn),
    };
    const [needs, message] = [{ ...school, pace }, messageTo(classmates.slice(0, 30))];
    await expect(sendMail(needs, message, queuedAt)).rejects.toThrow("rate is used up");
    isBusy = false;
    await expect(sendMail(needs, message, queuedAt, 2)).rejects.toThrow("15 mails have not had their turn");
    expect(await sendMail(needs, message, queuedAt, 3)).toMatchObject({ sent: 15, left: 0 });
    expect(new Set(school.taken.map(({ to }) => to)).size).toBe(30);
  });

  test("leaves to the plan what has not had its turn by the ninth receive", async () => {
    const school = await schoolAt(0.5);
    const receives = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (times) => () => sendMail(school, messageTo(classmates), queuedAt, times),
    );
    for (const receive of receives) await expect(receive()).rejects.toThrow(BringMessageBack);
    expect(await sendMail(school, messageTo(classmates), queuedAt, 9)).toMatchObject({ sent: 7, left: 37 });
    expect(new Set(school.taken.map(({ to }) => to)).size).toBe(63);
  });
});

describe("an SES that takes seconds for each call", () => {
  const LIFETIME = 60_000;
  const twoClasses = [...classmates, ...Array.from({ length: 100 }, (_, nth) => studentNamed(`class2-${nth}`))];

  /** After the longest wait for its turn: when each call was made, and how many mails of each state there are then. */
  const slowSes = async (seconds: number, statusOf?: () => Outcome) => {
    const clock = movingClock();
    const school = { ...(await schoolWith(twoClasses)), pace: memoryPace(clock) };
    school.account.limit({ ratePerSecond: 14 });
    await school.pace.take(14 * 30, { ratePerSecond: 14 });
    const calls: number[] = [];
    const mailer: Mailer = {
      send: async (mail) => {
        calls.push(clock.now());
        await clock.sleep(seconds * 1000);
        return statusOf ? mail.recipients.map(statusOf) : school.mailer.send(mail);
      },
    };
    const left = () => LIFETIME - clock.now();
    const sent = await Promise.allSettled([sendMail({ ...school, mailer }, messageTo(twoClasses), queuedAt, 1, left)]);
    const parts = await school.parts.ofOccurrence(occurrence);
    const states = Object.entries(Object.groupBy(parts, ({ mails }) => mails.open?.state ?? "none"));
    return {
      calls,
      sent,
      ended: clock.now(),
      states: Object.fromEntries(states.map(([of, all]) => [of, all?.length])),
    };
  };

  test("is not called when its answer could not be recorded any more, and no claim is left without an end", async () => {
    const { calls, sent, ended, states } = await slowSes(3);
    expect(Math.max(...calls)).toBeLessThanOrEqual(LIFETIME - 10_000);
    expect(ended).toBeLessThan(LIFETIME);
    expect(states).toEqual({ sent: 84, retry: 16 });
    expect(sent[0]).toMatchObject({ status: "rejected", reason: { name: "BringMessageBack" } });
  });

  test("is not asked once more for those whom it throttled, either", async () => {
    const { calls, ended, states } = await slowSes(9, () => ({ kind: "unsent", reason: "ACCOUNT_THROTTLED" }));
    expect(calls).toEqual([30_000, 40_000]);
    expect(ended).toBeLessThan(LIFETIME);
    expect(states).toEqual({ retry: 100 });
  });

  test("leaves nothing out where it is quick enough", async () => {
    const { ended, states } = await slowSes(0.3);
    expect(ended).toBeLessThan(LIFETIME - 10_000);
    expect(states).toEqual({ sent: 200 });
  });
});

describe("an SES that takes nobody of a call", () => {
  test("is not asked for the rest, which was surely not sent and goes out when the message comes back", async () => {
    const school = await schoolAt(100);
    let isLost = true;
    const losing: Mailer = {
      send: async (mail) => {
        if (!isLost) return school.mailer.send(mail);
        isLost = false;
        return mail.recipients.map(() => ({ kind: "ambiguous", reason: "the answer was lost" }));
      },
    };
    const needs = { ...school, mailer: losing };
    await expect(sendMail(needs, messageTo(classmates), queuedAt)).rejects.toThrow("50 of 100 mails were not sent");
    const states = async () => (await school.parts.ofOccurrence(occurrence)).map(({ mails }) => mails.open?.state);
    expect((await states()).filter((state) => state === "retry")).toHaveLength(50);
    await sendMail(needs, messageTo(classmates), queuedAt, 2);
    expect(Object.groupBy(await states(), (state) => state ?? "none")).toMatchObject({
      ambiguous: { length: 50 },
      sent: { length: 50 },
    });
  });
});
