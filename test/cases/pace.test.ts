import { expect, test } from "vitest";
import { type Clock, sharedPace } from "#adapters/pace/pace.ts";
import { memorySendingAccount } from "#adapters/ses/memory-sending-account.ts";
import { sendMail } from "../../functions/send-mail/send-mail.ts";
import { messageTo, queuedAt, schoolWith, studentNamed } from "../functions/send-mail/april.fixture.ts";

const RATE = 10;

/** A clock on which all sleepers wake in their order. */
const sharedClock = () => {
  let now = Date.parse(queuedAt);
  const asleep: { until: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: (milliseconds) => new Promise((wake) => void asleep.push({ until: now + milliseconds, wake })),
  };
  const pass = async (over: () => boolean): Promise<void> => {
    while (!over()) {
      await new Promise((done) => setImmediate(done));
      const [next] = asleep.toSorted((one, other) => one.until - other.until);
      if (next === undefined) continue;
      asleep.splice(asleep.indexOf(next), 1);
      now = Math.max(now, next.until);
      next.wake();
    }
  };
  return { clock, pass };
};

test("200 asked for by four senders at once, at ten a second: 200 arrive, none above the rate (https://github.com/awsdocs/amazon-ses-developer-guide/issues/60)", async () => {
  const students = Array.from({ length: 200 }, (_, nth) => studentNamed(`class${String(nth).padStart(3, "0")}`));
  const { clock, pass } = sharedClock();
  let record: { next: number; ratePerSecond: number } | undefined;
  const store = {
    read: async () => record,
    write: async (next: { next: number; ratePerSecond: number }, seen: number | undefined) => {
      if (record?.next !== seen) return { ok: false as const, stands: record };
      record = next;
      return { ok: true as const };
    },
  };
  const school = await schoolWith(students);
  const account = memorySendingAccount({ ratePerSecond: RATE, dailyQuota: 200 });
  const sent: number[] = [];
  const mailer: typeof school.mailer = {
    ...school.mailer,
    send: (mail) => {
      sent.push(...mail.recipients.map(() => clock.now()));
      return school.mailer.send(mail);
    },
  };
  const messages = [0, 50, 100, 150].map((from) => messageTo(students.slice(from, from + 50)));
  let working = messages.length;
  const senders = messages.map(async (message) => {
    await sendMail({ ...school, mailer, account, pace: sharedPace(store, clock) }, message, queuedAt);
    working -= 1;
  });
  await Promise.all([...senders, pass(() => working === 0)]);
  expect(new Set(school.mailer.taken.map(({ to }) => to)).size).toBe(200);
  expect(school.mailer.taken).toHaveLength(200);
  const [begun = 0] = sent;
  sent.forEach((at, nth) => {
    expect(nth + 1).toBeLessThanOrEqual((RATE * (at - begun)) / 1000 + 50);
  });
});
