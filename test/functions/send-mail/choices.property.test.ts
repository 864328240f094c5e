import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryGuestLists } from "#adapters/guest-lists/memory-guest-lists.ts";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryMailer } from "#adapters/ses/memory-mailer.ts";
import { memorySendingAccount } from "#adapters/ses/memory-sending-account.ts";
import { memorySessions } from "#adapters/sessions/memory-sessions.ts";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { Program } from "#domain/calendar/program.ts";
import { DECLINABLE_KINDS, type DeclinableKind, kindOf, type MailKind } from "#domain/people/mail-kinds.ts";
import { addDays } from "#domain/time/dates.ts";
import { openMilestone } from "../../../functions/open-milestone/open-milestone.ts";
import { remind } from "../../../functions/remind/remind.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { WRITERS } from "../../../functions/send-mail/writers/index.ts";
import { program as rules } from "../../domain/calendar/program.fixture.ts";
import { keys, studentNamed } from "./april.fixture.ts";

/** One milestone of each kind falls into the days below. */
const program = Program.parse({
  ...rules,
  milestones: rules.milestones.map((milestone) =>
    milestone.id === "match-day" ? { ...milestone, mail: "enrichment" } : milestone,
  ),
});
const students = [
  studentNamed("ada"),
  studentNamed("ben", { anchors: { matriculation: 2024, graduation: 2028 } }),
  studentNamed("cleo", { anchors: { matriculation: 2023, graduation: 2027 } }),
];
const FIRST = "2027-03-15";
const DAYS = 50;

/**
 * Somebody changes their choices on that day: before the morning, while mails are on the queue, or while one is
 * claimed.
 */
interface Change {
  day: number;
  moment: "night" | "queued" | "claiming";
  student: string;
  declined: readonly DeclinableKind[];
}

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    day: fc.nat(DAYS - 1),
    moment: fc.constantFrom("night", "queued", "claiming"),
    student: fc.constantFrom(...students.map(({ person }) => person)),
    declined: fc.subarray([...DECLINABLE_KINDS]),
  }),
  { maxLength: 30 },
);

interface Sent {
  name: string;
  kind: MailKind;
  declinedAtClaim: readonly DeclinableKind[];
}

/** Lives through the days with these changes, every message delivered twice; answers what reached mailboxes. */
const live = async (made: readonly Change[]): Promise<Sent[]> => {
  const { people, parts, choices, school, mailings, preflight, pace } = memoryRecords();
  const [queue, mailer] = [memoryMailQueue(), memoryMailer()];
  await school.start(FIRST);
  for (const student of students) await people.save(student);
  const atClaim = new Map<string, readonly DeclinableKind[]>();
  let today = 0;
  const change = async (moment: Change["moment"]) => {
    const due = made.filter((one) => one.day === today && one.moment === moment);
    for (const { student, declined } of due) await choices.save(student, declined, "2027-04-01T00:00:00.000Z");
  };
  const claim: typeof parts.claim = async (those, ...rest) => {
    await change("claiming");
    for (const { student } of those) atClaim.set(student, await choices.of(student));
    return parts.claim(those, ...rest);
  };
  const sent: Sent[] = [];
  const [sessions, guestLists] = [memorySessions(), memoryGuestLists()];
  const records = { people, parts: { ...parts, claim }, choices, school, mailings, preflight, pace };
  const needs = { program, ...records, sessions, guestLists, queue };
  const sender = {
    ...needs,
    mailer,
    account: memorySendingAccount(),
    keys: async () => keys,
    writers: WRITERS,
    siteUrl: "https://careers.school.example",
  };
  for (; today < DAYS; today += 1) {
    const scheduledAt = `${addDays(FIRST, today)}T13:00:00.000Z`;
    await change("night");
    for (const { id } of program.milestones)
      await openMilestone(needs, { type: "milestone.came", version: 1, milestone: id, scheduledAt });
    await remind(needs, { type: "day.began", version: 1, scheduledAt });
    await change("queued");
    for (const message of queue.takeAll()) {
      const before = mailer.taken.length;
      for (const _ of [1, 2]) await sendMail(sender, message, scheduledAt);
      const kind = kindOf(
        program.milestones.find(({ id }) => id === parseOccurrenceId(message.occurrence)?.milestone) ?? {
          mail: "essential",
        },
        message.wave,
      );
      for (const { tags } of mailer.taken.slice(before)) {
        const student = tags.student ?? "";
        const name = `${student} ${message.occurrence} ${message.wave}`;
        sent.push({ name, kind, declinedAtClaim: atClaim.get(student) ?? [] });
      }
    }
  }
  return sent;
};

const essentialIn = (sent: readonly Sent[]) => sent.filter(({ kind }) => kind === "essential").map(({ name }) => name);

test("whatever is declined when, no declined kind is sent and no essential mail is withheld, each mail once", async () => {
  const undeclined = await live([]);
  expect(new Set(undeclined.map(({ kind }) => kind))).toEqual(
    new Set(["essential", "calendar", "enrichment", "nudges"]),
  );
  const check = async (made: Change[]) => {
    const sent = await live(made);
    expect(sent.filter(({ kind, declinedAtClaim }) => declinedAtClaim.some((declined) => declined === kind))).toEqual(
      [],
    );
    expect(essentialIn(sent).toSorted()).toEqual(essentialIn(undeclined).toSorted());
    expect(new Set(sent.map(({ name }) => name)).size).toBe(sent.length);
  };
  await fc.assert(fc.asyncProperty(changes, check), { numRuns: 60 });
});
