import { GetAccountCommand, type GetAccountCommandOutput } from "@aws-sdk/client-sesv2";
import * as z from "zod/mini";
import type { SendingAccount, SendingLimits } from "./sending-account.ts";

/** How long an answer is good for: SES takes one question a second from the whole account. */
const KNOWN_FOR = 5 * 60_000;

/** What is used of SES's client. */
interface AccountClient {
  send(command: GetAccountCommand): Promise<Pick<GetAccountCommandOutput, "SendQuota">>;
}

/** SES's answer; a quota of -1 is none. Source: `SendQuota` of the SES v2 API. */
const Quota = z.object({ Max24HourSend: z.number(), MaxSendRate: z.number(), SentLast24Hours: z.number() });

interface Known extends SendingLimits {
  sentLast24Hours: number;
}

const ask = async (client: AccountClient): Promise<Known> => {
  const { SendQuota } = await client.send(new GetAccountCommand());
  const { Max24HourSend, MaxSendRate, SentLast24Hours } = Quota.parse(SendQuota);
  const limits = { ratePerSecond: MaxSendRate, sentLast24Hours: SentLast24Hours };
  return Max24HourSend < 0 ? limits : { ...limits, dailyQuota: Max24HourSend };
};

/**
 * The SES account, asked at most every five minutes by each sender; a question that failed is asked again at once.
 * Minutes are those of the messages that are sent, so that a day on another clock is a day here, too.
 */
export const sesSendingAccount = (client: AccountClient): SendingAccount => {
  let known: { since: number; state: Promise<Known>; counted: number } | undefined;
  return {
    state: async (now) => {
      const at = Date.parse(now);
      if (known === undefined || Math.abs(at - known.since) >= KNOWN_FOR) {
        known = { since: at, state: ask(client), counted: 0 };
      }
      const asked = known;
      try {
        const state = await asked.state;
        return { ...state, sentLast24Hours: state.sentLast24Hours + asked.counted };
      } catch (error) {
        if (known === asked) known = undefined;
        throw error;
      }
    },
    count: (mails) => {
      if (known !== undefined) known.counted += mails;
    },
  };
};
