import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { dynamodbEscalations } from "#adapters/escalations/dynamodb-escalations.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { type MemoryMailQueue, memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbPace } from "#adapters/pace/dynamodb-pace.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { newsOf } from "#adapters/parts/part-group-item.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbPreflight } from "#adapters/preflight/dynamodb-preflight.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { memoryMailer } from "#adapters/ses/memory-mailer.ts";
import { memorySendingAccount } from "#adapters/ses/memory-sending-account.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import { SesFeedback } from "#events/mail/ses-feedback.ts";
import { openMilestone } from "../../../functions/open-milestone/open-milestone.ts";
import { taskAnnouncements } from "../../../functions/publish-changes/task-announcements.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { WRITERS } from "../../../functions/send-mail/writers/index.ts";
import { trackMails } from "../../../functions/track-mail/track-mail.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { type RecordsEmulator, startRecordsEmulator } from "../../emulators/records-table.ts";
import { keys, occurrence, queuedAt, studentNamed } from "../../functions/send-mail/april.fixture.ts";
import { byBus } from "../../functions/track-mail/feedback.fixture.ts";

const [ada, ben] = [studentNamed("ada"), studentNamed("ben")];
const CAME = { type: "milestone.came", version: 1, milestone: "retake-cim-survey" } as const;
const OPEN = { occurrence, wave: "open" };

let emulator: RecordsEmulator;
beforeAll(async () => {
  emulator = await startRecordsEmulator();
});
afterAll(() => emulator?.stop());

/** A program of that id over that table and that queue, with a mailbox of its own. */
const programOver = (id: string, table: string, queue: MemoryMailQueue) => {
  const { client } = emulator;
  return {
    program: { ...program, id },
    writers: WRITERS,
    people: dynamodbPeople(client, table, id),
    parts: dynamodbParts(client, table, id),
    choices: dynamodbChoices(client, table),
    mailings: dynamodbMailings(client, table, id),
    escalations: dynamodbEscalations(client, table, id),
    school: dynamodbSchoolRecord(client, table, id),
    sessions: dynamodbSessions(client, table, id),
    guestLists: dynamodbGuestLists(client, table, id),
    preflight: dynamodbPreflight(client, table, id),
    pace: dynamodbPace(client, table),
    account: memorySendingAccount(),
    mailer: memoryMailer(),
    keys: async () => keys,
    siteUrl: "https://careers.school.example",
    queue,
  };
};
type OneProgram = ReturnType<typeof programOver>;

let table: string;
let queue: MemoryMailQueue;
let ours: OneProgram;
let theirs: OneProgram;
beforeEach(async () => {
  table = await emulator.freshTable();
  queue = memoryMailQueue();
  [ours, theirs] = [programOver("hms", table, queue), programOver("hms-exchange", table, queue)];
  for (const { people } of [ours, theirs]) for (const student of [ada, ben]) await people.save(student);
});

/** Each message of the queue is given to both programs; answers how many of them took it. */
const sendAll = async (): Promise<number[]> => {
  const taken: number[] = [];
  for (const message of queue.takeAll()) {
    const ends = await Promise.allSettled([ours, theirs].map((needs) => sendMail(needs, message, queuedAt)));
    taken.push(ends.filter(({ status }) => status === "fulfilled").length);
  }
  return taken;
};
const open = (needs: OneProgram) => openMilestone(needs, { ...CAME, scheduledAt: "2027-04-01T13:00:00.000Z" });
const states = async ({ parts }: OneProgram) =>
  (await parts.ofOccurrence(occurrence)).map(({ student, mails, task }) => [student, mails.open?.state, task?.state]);

describe("two programs over one table and one queue, with an occurrence each that is called the same", () => {
  test("know nothing of what the other has recorded, paused or begun", async () => {
    const part = { occurrence, milestone: "retake-cim-survey", student: "ada", cohort: "c", asks: "answer" as const };
    const mail = { plannedAt: queuedAt, at: queuedAt };
    expect(await ours.parts.claim([part], "open", mail)).toEqual([{ kind: "claimed", attempt: 1 }]);
    expect(await theirs.parts.get(occurrence, "ada")).toBeUndefined();
    expect(await theirs.parts.claim([part], "open", mail)).toEqual([{ kind: "claimed", attempt: 1 }]);
    await ours.mailings.pause(OPEN, { at: queuedAt, reason: "bounces" });
    expect(await theirs.mailings.paused()).toEqual([]);
    expect((await theirs.preflight.check(OPEN, ["ada"])).isPaused).toBe(false);
    expect((await ours.preflight.check(OPEN, ["ada"])).isPaused).toBe(true);
    await ours.school.start("2026-08-01");
    expect(await theirs.school.startedOn()).toBeUndefined();
  });

  test("send each its own mails, once, whoever is given the other's messages", async () => {
    await open(ours);
    expect(await sendAll()).toEqual([1]);
    expect(await states(theirs)).toEqual([]);
    await open(theirs);
    await open(ours);
    expect(await sendAll()).toEqual([1, 1]);
    for (const { mailer, program: own } of [ours, theirs]) {
      expect(mailer.taken.map(({ to }) => to).toSorted()).toEqual([ada.email, ben.email]);
      expect(mailer.taken.map(({ tags }) => tags.program)).toEqual([own.id, own.id]);
    }
    for (const one of [ours, theirs]) {
      expect(await states(one)).toEqual([
        ["ada", "sent", "due"],
        ["ben", "sent", "due"],
      ]);
    }
  });

  test("record what SES tells of their own mails alone", async () => {
    for (const one of [ours, theirs]) await open(one);
    await sendAll();
    const told = theirs.mailer.taken.map(({ to, tags }) => deliveryOf(to, tags));
    const [here, there] = [await trackMails(ours, byBus(...told)), await trackMails(theirs, byBus(...told))];
    expect([here.foreign, here.mails]).toEqual([2, {}]);
    expect([there.foreign, there.mails]).toEqual([0, { moved: 2 }]);
    expect((await states(ours)).map(([, mail]) => mail)).toEqual(["sent", "sent"]);
    expect((await states(theirs)).map(([, mail]) => mail)).toEqual(["delivered", "delivered"]);
  });

  test("keep their tasks apart, and announce them under ids that never meet", async () => {
    for (const one of [ours, theirs]) await open(one);
    await sendAll();
    await ours.parts.complete(occurrence, "ada", { id: "survey", at: queuedAt });
    expect((await states(theirs)).map(([, , task]) => task)).toEqual(["due", "due"]);
    expect(await announced()).toEqual(["task.completed/hms/retake-cim-survey@2027/ada/1"]);
    await theirs.parts.complete(occurrence, "ada", { id: "survey", at: queuedAt });
    expect((await announced()).toSorted()).toEqual([
      "task.completed/hms-exchange/retake-cim-survey@2027/ada/1",
      "task.completed/hms/retake-cim-survey@2027/ada/1",
    ]);
  });
});

const deliveryOf = (to: string, tags: Record<string, string>): SesFeedback =>
  SesFeedback.parse({
    source: "aws.ses",
    "detail-type": "Email Delivered",
    time: "2027-04-01T13:05:00Z",
    detail: {
      eventType: "Delivery",
      mail: {
        messageId: "m-1",
        destination: [to],
        tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
      },
    },
  });

/** Ids of the task events that the last writes of the groups announce. */
const announced = async (): Promise<string[]> => {
  const { Items = [] } = await emulator.client.send(new ScanCommand({ TableName: table }));
  const groups = Items.map((item) => unmarshall(item)).filter(({ kind }) => kind === PARTITIONS.parts.stamp.kind);
  const events = groups.flatMap(newsOf).flatMap(taskAnnouncements);
  return events.map(({ id }) => id).filter((id) => id.startsWith("task."));
};
