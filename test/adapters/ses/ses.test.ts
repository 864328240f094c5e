import { SESv2Client } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memorySes, type Trouble } from "#adapters/ses/memory-ses.ts";
import { type Ses, sesMailer } from "#adapters/ses/ses-mailer.ts";
import { SesFeedback } from "#events/mail/ses-feedback.ts";
import { createSes, type SesEmulator, type SesEvent } from "../../../local/emulators/ses.ts";
import { toldOf } from "../../../local/emulators/ses-events.ts";
import { type FaultKind, type Gateway, startGateway } from "../../../local/gateway/gateway.ts";
import { createLedger } from "../../../local/gateway/ledger.ts";
import { sesService } from "../../../local/gateway/ses.ts";
import { authorize } from "../../../local/template/iam/authorize.ts";
import { ACCOUNT, arn, REGION } from "../../local/tiny-deployment.ts";
import type { Chance } from "../../worlds/ground/chance.ts";
import { type Ground, groundOf } from "../../worlds/ground/ground.ts";
import { bodyOf } from "../../worlds/services/feedback.ts";
import { newsOf } from "../../worlds/services/mailboxes.ts";
import { type Accepted, worldSes } from "../../worlds/services/ses.ts";
import { CALM, type Fate } from "../../worlds/witness/faults.ts";
import { NOW, theListener } from "../local-run.ts";
import { recipientNamed, SETTINGS, type SesBench, sesContract } from "./ses.contract.ts";

const FATES: Record<Trouble, Fate> = {
  throttled: "refused",
  "answer lost before taking": "refused",
  "answer lost after taking": "done, answer lost",
};

/** A world's ground on which the next calls fare as told, one each, and nothing else goes wrong. */
const tellableGround = () => {
  const from = Date.parse(NOW);
  const calm = groundOf(1, { from, calmFrom: from + 60_000, faults: CALM });
  const troubles: Trouble[] = [];
  let current: Trouble | undefined;
  const fate = (): Fate => {
    current = troubles.shift();
    return current === undefined ? "done" : FATES[current];
  };
  // Chance decides whether a refused call was throttled, or failed before it took anything.
  const chance: Chance = { ...calm.chance, is: (probability) => probability > 0 && current === "throttled" };
  const ground: Ground = { ...calm, chance, weather: { ...calm.weather, fate } };
  return { ground, trouble: (next: Trouble) => void troubles.push(next) };
};

/** A world's SES, called by one process that lives for a minute. */
const inAWorld = (): SesBench => {
  const { ground, trouble } = tellableGround();
  const ses = worldSes(ground, () => {});
  const send: Ses["send"] = async (command) => {
    const answer = ses
      .clientOf({ name: "send-mail", isDead: () => false, isOver: () => false, die: () => {} })
      .send(command);
    answer.catch(() => {});
    await ground.agenda.run();
    return answer;
  };
  return { client: { send }, reached: () => [...ses.accepted], trouble, reject: ses.reject };
};

const set = {
  name: SETTINGS.configurationSet,
  arn: arn("ses", "configuration-set/matchward"),
  eventBusDestinations: [{ arn: arn("events", "event-bus/default"), types: ["send", "delivery"] }],
  topicDestinations: [],
};
const deployed = {
  region: REGION,
  accountId: ACCOUNT,
  emailTemplates: [
    { name: "retake", subject: "{{text.firstName}}", html: "{{html.firstName}}", text: "{{text.firstName}}" },
  ],
  configurationSets: [set],
  emailIdentities: [{ name: "school.example", arn: SETTINGS.identityArn }],
};

const FAULTS: Record<Trouble, FaultKind> = {
  throttled: "throttle",
  "answer lost before taking": "500",
  "answer lost after taking": "timeout",
};

describe("in memory", () =>
  sesContract(() => {
    const ses = memorySes();
    return { client: ses, reached: () => [...ses.taken], trouble: ses.trouble, reject: ses.reject };
  }));

describe("in a world", () => sesContract(inAWorld));

describe("by the emulator behind the gateway", () => {
  let gateway: Gateway;
  let client: SESv2Client;
  let ses: SesEmulator;
  const faults: FaultKind[] = [];
  const rejected = new Set<string>();
  const callers = new Map([["LOCAL-listener", theListener()]]);
  beforeAll(async () => {
    gateway = await startGateway(() => ({
      callers,
      services: { ses: sesService(deployed, ses) },
      authorize,
      ledger: createLedger(() => NOW),
      faults: () => faults.shift(),
    }));
    const credentials = { accessKeyId: "LOCAL-listener", secretAccessKey: "local" };
    client = new SESv2Client({ endpoint: gateway.url, region: REGION, credentials, maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await gateway.stop();
  });

  sesContract(() => {
    rejected.clear();
    const refusalOf = (to: string) => (rejected.has(to) ? "MESSAGE_REJECTED" : undefined);
    ses = createSes(deployed, { now: () => NOW, onEvent: () => {}, refusalOf });
    return {
      client,
      reached: () => [...ses.mails()],
      trouble: (next) => void faults.push(FAULTS[next]),
      reject: (address) => void rejected.add(address),
    };
  });
});

describe("what SES tells of a mail", () => {
  const tags = { student: "k1", milestone: "retake-cim-survey", year: "2027", wave: "open", attempt: "1" };
  const mail = recipientNamed("ada", { tags });
  const send = (client: Ses) => sesMailer(client, SETTINGS).send({ template: "retake", recipients: [mail] });

  /** What the emulator puts on the bus, under the ids of that mail. */
  const toldByTheEmulator = (messageId: string): SesFeedback[] => {
    const events: SesEvent[] = ["SEND" as const, "DELIVERY" as const].map((type) => ({
      type,
      configurationSet: set.name,
      messageId,
      to: mail.to,
      tags,
    }));
    return events
      .flatMap((event) => toldOf([set], event, NOW).events)
      .map(({ source, detailType, detail }) =>
        SesFeedback.parse({ source, "detail-type": detailType, time: `${NOW.slice(0, 19)}Z`, detail }),
      );
  };

  test("is the same in a world as by the emulator, and names the mail by the id that its sender was given", async () => {
    const { ground } = tellableGround();
    const accepted: Accepted[] = [];
    const inWorld = worldSes(ground, (one) => void accepted.push(one));
    const outcomes = send(
      inWorld.clientOf({ name: "send-mail", isDead: () => false, isOver: () => false, die: () => {} }),
    );
    await ground.agenda.run();
    const [one] = accepted;
    if (one === undefined) throw new Error("SES took nothing");
    const told = (["Send", "Delivery"] as const).map((type) =>
      SesFeedback.parse(JSON.parse(bodyOf("bus", ground, newsOf(one, { type, after: 0, more: {} }, NOW), NOW))),
    );
    expect(told).toEqual(toldByTheEmulator(one.messageId));
    expect(await outcomes).toEqual([{ kind: "sent", messageId: told[0]?.detail.mail.messageId }]);
  });
});
