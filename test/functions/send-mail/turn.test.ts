import { describe, expect, test } from "vitest";
import { memoryPace } from "#adapters/pace/memory-pace.ts";
import { memorySendingAccount } from "#adapters/ses/memory-sending-account.ts";
import type { SendingLimits } from "#adapters/ses/sending-account.ts";
import { mayGoOut } from "#domain/time/send-window.ts";
import { turnOf } from "../../../functions/send-mail/turn.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

const MORNING = "2027-04-01T13:00:00.000Z";
const EVENING = "2027-04-02T00:00:00.000Z";

const isTime = (instant: string): boolean => mayGoOut(program.school, { exact: false }, instant);
const opened = (limits?: SendingLimits) => ({ account: memorySendingAccount(limits), pace: memoryPace() });
const turnsOf = async (limits: SendingLimits, mails: number[], receipt = { at: MORNING, times: 1 }) => {
  const needs = opened(limits);
  const kinds: string[] = [];
  for (const count of mails) kinds.push((await turnOf(needs, isTime, count, receipt)).kind);
  return { kinds, sent: (await needs.account.state(MORNING)).sentLast24Hours };
};

describe("a message's turn", () => {
  test("comes at once in the morning, and is counted", async () => {
    expect(await turnsOf({ ratePerSecond: 14, dailyQuota: 50_000 }, [100])).toEqual({ kinds: ["go"], sent: 100 });
  });

  test("is left to the plan outside the hours of mails, and takes nothing of the account", async () => {
    const { kinds, sent } = await turnsOf({ ratePerSecond: 14 }, [100], { at: EVENING, times: 1 });
    expect({ kinds, sent }).toEqual({ kinds: ["plan"], sent: 0 });
  });

  test("is left to the plan once the hours are over, however often the message came", async () => {
    const hours = ["2027-04-01T23:59:00.000Z", "2027-04-02T00:01:00.000Z"];
    const kinds = await Promise.all(
      hours.flatMap((at) => [1, 2].map((times) => turnsOf({ ratePerSecond: 14 }, [100], { at, times }))),
    );
    expect(kinds.map((one) => one.kinds[0])).toEqual(["go", "go", "plan", "plan"]);
  });

  test("comes later where the day's quota does not hold its mails", async () => {
    const { kinds, sent } = await turnsOf({ ratePerSecond: 1000, dailyQuota: 250 }, [100, 100, 100, 50]);
    expect({ kinds, sent }).toEqual({ kinds: ["go", "go", "later", "go"], sent: 250 });
  });

  test("comes later where the rate has no room for half a minute", async () => {
    const needs = { ...opened(), pace: memoryPace({ now: () => 0, sleep: async () => {} }) };
    needs.account.limit({ ratePerSecond: 1 });
    const turn = () => turnOf(needs, isTime, 15, { at: MORNING, times: 1 });
    const kinds = [];
    for (let nth = 0; nth < 4; nth += 1) kinds.push((await turn()).kind);
    expect(kinds).toEqual(["go", "go", "go", "later"]);
    expect((await needs.account.state(MORNING)).sentLast24Hours).toBe(45);
  });

  test("is for as many mails as the rate lets out in a quarter of a minute", async () => {
    const turn = (ratePerSecond: number) => turnOf(opened({ ratePerSecond }), isTime, 100, { at: MORNING, times: 1 });
    expect(await turn(14)).toMatchObject({ kind: "go", mails: 100, limits: { ratePerSecond: 14 } });
    expect(await turn(1)).toMatchObject({ kind: "go", mails: 15 });
    expect(await turn(0.01)).toMatchObject({ kind: "go", mails: 1 });
  });

  test("is left to the plan before the queue would set the message aside", async () => {
    const full = { ratePerSecond: 1, dailyQuota: 0 };
    const kinds = [];
    for (const times of [1, 2, 8, 9]) kinds.push(...(await turnsOf(full, [1], { at: MORNING, times })).kinds);
    expect(kinds).toEqual(["later", "later", "later", "plan"]);
  });

  test("asks nobody where no mail is left to send", async () => {
    expect((await turnsOf({ ratePerSecond: 0, dailyQuota: 0 }, [0], { at: EVENING, times: 4 })).kinds).toEqual(["go"]);
  });

  test("brings the message back where the account does not answer", async () => {
    const account = { ...memorySendingAccount(), state: () => Promise.reject(new Error("away")) };
    const turn = turnOf({ account, pace: memoryPace() }, isTime, 1, { at: MORNING, times: 1 });
    await expect(turn).rejects.toThrow("away");
  });
});
