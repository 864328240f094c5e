import type { BulkEmailEntry, BulkEmailEntryResult } from "@aws-sdk/client-sesv2";
import { SES_TIMEOUT, type Ses } from "#adapters/ses-mailer.ts";
import type { Ground } from "./ground.ts";
import { call, type Failures, type Process } from "./process.ts";

/** A mail that SES has accepted: from here on nobody can take it back. */
export interface Accepted {
  to: string;
  at: string;
  template: string;
  student: string;
  /** `retake-cim-survey@2027` */
  occurrence: string;
  wave: string;
  tags: Record<string, string>;
  link: string;
}

/** An error as SES's client throws it. */
const sesError = (name: string, httpStatusCode?: number, code?: string): Error =>
  Object.assign(new Error(name), {
    name,
    ...(httpStatusCode === undefined ? {} : { $metadata: { httpStatusCode } }),
    ...(code === undefined ? {} : { code }),
  });

const failuresOf = ({ chance }: Ground): Failures => ({
  refused: () =>
    chance.is(0.7) ? sesError("TooManyRequestsException", 429) : sesError("InternalServiceErrorException", 500),
  lost: () => sesError("Error", undefined, "ECONNRESET"),
});

/** SES: what it accepted, and the client through which a process reaches it. */
export interface WorldSes {
  readonly accepted: readonly Accepted[];
  /** A call that holds this address is refused as a whole. */
  refuse(address: string): void;
  clientOf(process: Process): Ses;
}

const tagsOf = ({ ReplacementTags = [] }: BulkEmailEntry): Record<string, string> =>
  Object.fromEntries(ReplacementTags.map(({ Name = "", Value = "" }) => [Name, Value]));

const linkOf = ({ ReplacementEmailContent }: BulkEmailEntry): string =>
  JSON.parse(ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData ?? "{}").text?.link ?? "";

/** SES as matchward uses it: accepts, rejects and throttles entries, loses answers, and answers after its client gave up. */
export const worldSes = (ground: Ground, arrived: (mail: Accepted) => void): WorldSes => {
  const { agenda, chance } = ground;
  const accepted: Accepted[] = [];
  const refused = new Set<string>();

  const accept = (entry: BulkEmailEntry, template: string): BulkEmailEntryResult => {
    const { entryThrottled, entryRejected, outage } = ground.faults();
    if (outage === "ses") return { Status: "ACCOUNT_SENDING_PAUSED" };
    if (chance.is(entryThrottled)) return { Status: chance.pick(["ACCOUNT_THROTTLED", "TRANSIENT_FAILURE"]) };
    if (chance.is(entryRejected)) return { Status: "MESSAGE_REJECTED" };
    const tags = tagsOf(entry);
    const { student = "", milestone = "", year = "", wave = "" } = tags;
    const to = entry.Destination?.ToAddresses?.[0] ?? "";
    const mail = { to, at: agenda.iso(), template, student, wave, occurrence: `${milestone}@${year}` };
    accepted.push({ ...mail, tags, link: linkOf(entry) });
    arrived({ ...mail, tags, link: linkOf(entry) });
    return { Status: "SUCCESS", MessageId: `ses-${accepted.length}` };
  };

  const take = (entries: readonly BulkEmailEntry[], template: string): BulkEmailEntryResult[] => {
    const isBad = entries.some(({ Destination }) => refused.has(Destination?.ToAddresses?.[0] ?? ""));
    if (isBad) throw sesError("BadRequestException", 400);
    return entries.map((entry) => accept(entry, template));
  };

  return {
    accepted,
    refuse: (address) => void refused.add(address),
    clientOf: (process) => ({
      send: ({ input }) =>
        new Promise((resolve, reject) => {
          const entries = input.BulkEmailEntries ?? [];
          const template = input.DefaultContent?.Template?.TemplateName ?? "";
          agenda.after(SES_TIMEOUT, () => process.isDead() || reject(sesError("TimeoutError")));
          const results = call(ground, process, "ses.send", () => take(entries, template), failuresOf(ground));
          results.then((BulkEmailEntryResults) => resolve({ BulkEmailEntryResults }), reject);
        }),
    }),
  };
};
