import type { BulkEmailStatus } from "@aws-sdk/client-sesv2";
import { memorySes, sesError, type TakenMail } from "#adapters/ses/memory-ses.ts";
import type { SendingAccount, SendingLimits } from "#adapters/ses/sending-account.ts";
import { SES_TIMEOUT, type Ses } from "#adapters/ses/ses-mailer.ts";
import type { Ground } from "../ground/ground.ts";
import { call, type Failures, type Process } from "../ground/process.ts";

/** A mail that SES has accepted: from here on nobody can take it back. */
export interface Accepted {
  to: string;
  messageId: string;
  at: string;
  template: string;
  student: string;
  /** `retake-cim-survey@2027` */
  occurrence: string;
  wave: string;
  tags: Record<string, string>;
  link: string;
  /** The page of choices, and where a mailbox's one click goes; empty in a mail that nobody may decline. */
  choices: string;
  oneClick: string;
  values: TakenMail["values"];
}

const failuresOf = ({ chance }: Ground): Failures => ({
  refused: () =>
    chance.is(0.7) ? sesError("TooManyRequestsException", 429) : sesError("InternalServiceErrorException", 500),
  lost: () => sesError("Error", undefined, "ECONNRESET"),
});

const DAY = 24 * 60 * 60_000;
const UNLIMITED: SendingLimits = { ratePerSecond: 1e9 };

/** SES: what it accepted, and the client through which a process reaches it. */
export interface WorldSes {
  readonly accepted: readonly Accepted[];
  /** What its senders are told of their account. */
  readonly account: SendingAccount;
  /** A call that holds this address is refused as a whole. */
  refuse(address: string): void;
  /** An entry to this address is rejected by itself. */
  reject(address: string): void;
  clientOf(process: Process): Ses;
}

const acceptedAt = (at: string, { to, messageId, template, tags, values, headers }: TakenMail): Accepted => {
  const { student = "", milestone = "", year = "", wave = "" } = tags;
  const { link = "", preferences: choices = "" } = values.text;
  const oneClick = headers?.["List-Unsubscribe"]?.slice(1, -1) ?? "";
  const name = { student, wave, occurrence: `${milestone}@${year}` };
  return { to, messageId, at, template, ...name, tags, link, choices, oneClick, values };
};

/** What SES says of one entry as of now. */
const statusIn = ({ chance, faults }: Ground, isUsedUp: boolean): BulkEmailStatus => {
  const { entryThrottled, entryRejected, outage } = faults();
  if (isUsedUp) return "ACCOUNT_DAILY_QUOTA_EXCEEDED";
  if (outage === "ses") return "ACCOUNT_SENDING_PAUSED";
  if (chance.is(entryThrottled)) return chance.pick(["ACCOUNT_THROTTLED", "TRANSIENT_FAILURE"]);
  return chance.is(entryRejected) ? "MESSAGE_REJECTED" : "SUCCESS";
};

/** SES in memory, with troubles by chance: it throttles, loses answers, and answers after its client gave up. */
export const worldSes = (ground: Ground, arrived: (mail: Accepted) => void, limits = UNLIMITED): WorldSes => {
  const accepted: Accepted[] = [];
  const sentLast24Hours = (): number => {
    const since = ground.agenda.now() - DAY;
    return accepted.filter(({ at }) => Date.parse(at) > since).length;
  };
  const isUsedUp = (): boolean => limits.dailyQuota !== undefined && sentLast24Hours() >= limits.dailyQuota;
  const ses = memorySes({
    statusOf: () => statusIn(ground, isUsedUp()),
    accepted: (taken) => {
      const mail = acceptedAt(ground.agenda.iso(), taken);
      accepted.push(mail);
      arrived(mail);
    },
  });
  return {
    accepted,
    // SES itself counts at once, so that there is nothing for its senders to count.
    account: { state: async () => ({ ...limits, sentLast24Hours: sentLast24Hours() }), count: () => {} },
    refuse: ses.refuse,
    reject: ses.reject,
    clientOf: (process) => ({
      send: (command) =>
        new Promise((resolve, reject) => {
          ground.agenda.after(SES_TIMEOUT, () => process.isDead() || reject(sesError("TimeoutError")));
          call(ground, process, "ses.send", () => ses.send(command), failuresOf(ground)).then(resolve, reject);
        }),
    }),
  };
};
