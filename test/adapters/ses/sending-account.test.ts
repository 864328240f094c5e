import { GetAccountCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, describe, expect, test } from "vitest";
import { memorySendingAccount } from "#adapters/ses/memory-sending-account.ts";
import { quotaHolds, type SendingAccount, type SendingLimits } from "#adapters/ses/sending-account.ts";
import { sesSendingAccount } from "#adapters/ses/ses-sending-account.ts";

const NOW = "2027-04-01T13:00:00.000Z";

const ses = mockClient(SESv2Client);
afterEach(() => ses.reset());

const answer = ({ ratePerSecond, dailyQuota = -1 }: SendingLimits, sent = 0) =>
  ses.on(GetAccountCommand).resolves({
    SendQuota: { MaxSendRate: ratePerSecond, Max24HourSend: dailyQuota, SentLast24Hours: sent },
  });

const overSes = (limits: SendingLimits): SendingAccount => {
  answer(limits);
  return sesSendingAccount(new SESv2Client({ region: "us-east-1" }));
};

describe.each<[string, (limits: SendingLimits) => SendingAccount]>([
  ["in memory", memorySendingAccount],
  ["over SES's answers", overSes],
])("the account %s", (_, open) => {
  test("tells its rate and its quota, and that it sent nothing yet", async () => {
    const account = open({ ratePerSecond: 14, dailyQuota: 50_000 });
    expect(await account.state(NOW)).toEqual({ ratePerSecond: 14, dailyQuota: 50_000, sentLast24Hours: 0 });
  });

  test("without a quota tells none", async () => {
    expect(await open({ ratePerSecond: 1 }).state(NOW)).toEqual({ ratePerSecond: 1, sentLast24Hours: 0 });
  });

  test("counts what its sender is about to send", async () => {
    const account = open({ ratePerSecond: 1, dailyQuota: 200 });
    await account.state(NOW);
    account.count(150);
    const state = await account.state(NOW);
    expect(state.sentLast24Hours).toBe(150);
    expect([quotaHolds(state, 50), quotaHolds(state, 51)]).toEqual([true, false]);
  });
});

describe("SES is asked", () => {
  const LIMITS = { ratePerSecond: 14, dailyQuota: 50_000 };

  test("once in five minutes, also by two messages at the same time", async () => {
    const account = overSes(LIMITS);
    await Promise.all([account.state(NOW), account.state(NOW)]);
    await account.state("2027-04-01T13:04:59.999Z");
    expect(ses.commandCalls(GetAccountCommand)).toHaveLength(1);
    answer({ ...LIMITS, ratePerSecond: 20 }, 700);
    account.count(100);
    const later = await account.state("2027-04-01T13:05:00.000Z");
    expect(later).toEqual({ ...LIMITS, ratePerSecond: 20, sentLast24Hours: 700 });
  });

  test("again where it did not answer", async () => {
    const account = overSes(LIMITS);
    const SendQuota = { MaxSendRate: 14, Max24HourSend: 50_000, SentLast24Hours: 0 };
    ses.on(GetAccountCommand).rejectsOnce(new Error("throttled")).resolves({ SendQuota });
    await expect(account.state(NOW)).rejects.toThrow("throttled");
    expect((await account.state(NOW)).ratePerSecond).toBe(14);
  });

  test("and an answer without a quota is no answer", async () => {
    const account = overSes(LIMITS);
    ses.on(GetAccountCommand).resolves({});
    await expect(account.state(NOW)).rejects.toThrow();
  });
});
