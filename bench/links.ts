import { fork } from "node:child_process";
import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import { once } from "node:events";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import * as z from "zod/mini";
import { memoryGuestLists } from "#adapters/guest-lists/memory-guest-lists.ts";
import { type LinkKeys, signLink } from "#adapters/links/link-token.ts";
import type { Mailer } from "#adapters/ses/mailer.ts";
import { type SesSettings, sesClient, sesMailer } from "#adapters/ses/ses-mailer.ts";
import { memorySessions } from "#adapters/sessions/memory-sessions.ts";
import { Student } from "#domain/people/student.ts";
import { readProgram } from "#files/program-folder/index.ts";
import { DEFAULT_PROGRAM } from "../cli/places.ts";
import { dispatchOf, letterTo, withTags } from "../functions/send-mail/dispatch.ts";
import { WRITERS } from "../functions/send-mail/writers/index.ts";

/**
 * The sender's CPU for each mail, by step: sign a link, write the letter, hand 50 letters to SES by the SDK. A stub in
 * a process of its own answers for SES, over HTTP. Every step is measured in every round, so that they share good and
 * bad moments; not counted are TLS, the claim and the settling.
 */
const ROUNDS = 15;
const A_CALL = 50;
const AT = "2027-04-08T13:00:00.000Z";
const EXPIRES_AT = "2027-07-29T13:00:00.000Z";
const OCCURRENCE = "retake-cim-survey@2027";

const keys: LinkKeys = { current: { kid: "2027-spring", key: createSecretKey(randomBytes(48)) } };
const siteUrl = "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com";
const settings: SesSettings = {
  sender: { name: "Harvard Medical School", address: "careers@school.example", replyTo: "office@school.example" },
  identityArn: "arn:aws:ses:us-east-1:111122223333:identity/school.example",
  configurationSet: "matchward-mail",
  templatePrefix: "matchward-",
};

const read = await readProgram(DEFAULT_PROGRAM, 2026);
if (!read.ok) throw new Error("The program has faults");
const { program } = read;
const students = Array.from({ length: A_CALL }, (_, nth) =>
  Student.parse({
    schoolId: `S-${nth}`,
    person: randomBytes(16).toString("base64url"),
    program: program.id,
    email: `student.number.${nth}@students.example`,
    firstName: "Margaret",
    lastName: "Example",
    track: "pathways",
    anchors: { matriculation: 2025, graduation: 2029 },
    society: "Castle",
    status: "active",
    joinedOn: "2025-08-01",
  }),
);
const mailing = await dispatchOf(
  { program, writers: WRITERS, sessions: memorySessions(), guestLists: memoryGuestLists() },
  {
    type: "mail.planned",
    version: 2,
    program: program.id,
    occurrence: OCCURRENCE,
    wave: "remind-1",
    plannedAt: AT,
    people: students.map(({ schoolId }) => schoolId),
  },
  AT,
);

const stub = fork(new URL("./ses-stub.ts", import.meta.url));
const port = z.tuple([z.int(), z.unknown()]).parse(await once(stub, "message"))[0];
Object.assign(process.env, {
  AWS_ENDPOINT_URL_SESV2: `http://127.0.0.1:${port}`,
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "AKIDBENCH",
  AWS_SECRET_ACCESS_KEY: "bench",
  // As long as a function's: it is part of what is signed and sent.
  AWS_SESSION_TOKEN: "t".repeat(800),
});

/** The same token by Node's HMAC, as it was made before. */
const signedByNode = (student: string): string => {
  const entries = ["survey-page", student, OCCURRENCE, Math.floor(Date.parse(EXPIRES_AT) / 1000)];
  const signed = `v1.${keys.current.kid}.${Buffer.from(JSON.stringify(entries)).toString("base64url")}`;
  return `${signed}.${createHmac("sha256", keys.current.key).update(signed, "ascii").digest("base64url")}`;
};
const signed = (student: string): string =>
  signLink(keys, { program: "hms", student, occurrence: OCCURRENCE, expiresAt: EXPIRES_AT });
for (const { person } of students) if (signed(person) !== signedByNode(person)) throw new Error("The tokens differ");

const recipients = () => students.map((student) => withTags(letterTo(student, mailing, { keys, siteUrl }), mailing, 1));
const written = recipients();
const plain = sesMailer(new SESv2Client({ maxAttempts: 1 }), settings);
const lean = sesMailer(sesClient(), settings);
const send = (mailer: Mailer, letters = written) => mailer.send({ template: "retake", recipients: letters });

/** Each step for 50 mails, and how often it is done in a round. */
const STEPS: [name: string, times: number, step: () => unknown][] = [
  ["a link by createHmac", 200, () => students.map(({ person }) => signedByNode(person))],
  ["a link by signLink", 200, () => students.map(({ person }) => signed(person))],
  ["the letter, with both its links", 100, recipients],
  ["the SDK's call as it comes", 60, () => send(plain)],
  ["the SDK's call, lean", 60, () => send(lean)],
  ["letter and lean call", 60, () => send(lean, recipients())],
];

const microsecondsOf = async (times: number, step: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await step();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times / A_CALL;
};

const measured: Record<string, number[]> = {};
for (let round = -3; round < ROUNDS; round += 1) {
  for (const [name, times, step] of STEPS) {
    const microseconds = await microsecondsOf(times, step);
    // The first rounds warm up.
    if (round >= 0) measured[name] = [...(measured[name] ?? []), microseconds];
  }
}
const unsent = [...(await send(plain)), ...(await send(lean))].filter(({ kind }) => kind !== "sent");
if (unsent.length > 0) throw new Error(`${unsent.length} mails were not sent`);
stub.disconnect();

console.log(`CPU µs a mail, ${A_CALL} a call, median of ${ROUNDS} rounds (range); Node ${process.version}`);
for (const [name, values] of Object.entries(measured)) {
  const sorted = values.toSorted((a, b) => a - b);
  const [least, median, most] = [0, Math.floor(sorted.length / 2), -1].map((at) => sorted.at(at)?.toFixed(1));
  console.log(`${name.padEnd(34)}${median?.padStart(6)}  (${least}–${most})`);
}
