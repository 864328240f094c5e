import { gzipSync } from "node:zlib";
import { BatchGetItemCommand, PutItemCommand, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { dynamodbAuditLog } from "#adapters/audit-log/dynamodb-audit-log.ts";
import { keptAlivePost } from "#adapters/aws/post.ts";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { dynamodbCorrections } from "#adapters/corrections/dynamodb-corrections.ts";
import { dynamodbClient, type SdkClient } from "#adapters/dynamodb/client.ts";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbEscalations } from "#adapters/escalations/dynamodb-escalations.ts";
import { dynamodbFeeds } from "#adapters/feeds/dynamodb-feeds.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { dynamodbImports } from "#adapters/imports/dynamodb-imports.ts";
import type { ImportRecord } from "#adapters/imports/imports.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbMarks } from "#adapters/marks/dynamodb-marks.ts";
import { dynamodbNotes } from "#adapters/notes/dynamodb-notes.ts";
import { dynamodbOfficeMails } from "#adapters/office-mails/dynamodb-office-mails.ts";
import { dynamodbPace } from "#adapters/pace/dynamodb-pace.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { GroupOfItem, partPartition } from "#adapters/parts/part-group-item.ts";
import { dynamodbAccessCodes } from "#adapters/people/dynamodb-access-codes.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { readStudents, studentItem } from "#adapters/people/person-item.ts";
import { dynamodbPreflight } from "#adapters/preflight/dynamodb-preflight.ts";
import { dynamodbProgress } from "#adapters/progress/dynamodb-progress.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import { dynamodbSignIns } from "#adapters/sign-ins/dynamodb-sign-ins.ts";
import { dynamodbUsers } from "#adapters/users/dynamodb-users.ts";
import { type MailState, STOP_REASONS } from "#domain/parts/part.ts";
import { NOTHING_COUNTED } from "#domain/parts/progress.ts";
import type { Student } from "#domain/people/student.ts";
import type { Database } from "../../../local/emulators/dynamodb-local.ts";
import { dueTask } from "../../domain/parts/tasks.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { type RecordsEmulator, startRecordsEmulator } from "../../emulators/records-table.ts";
import { onePart } from "../parts/one-part.ts";

const OCCURRENCE = "retake-cim-survey@2027";
const AT = "2027-04-01T13:00:00.000Z";
const PARTS = { pk: partPartition("hms", OCCURRENCE), ...PARTITIONS.parts.stamp };
const mail = { plannedAt: AT, at: AT };
const part = {
  occurrence: OCCURRENCE,
  milestone: "retake-cim-survey",
  student: "k1",
  cohort: "pathways-2028",
  asks: "answer" as const,
};
/** A group's members as its item holds them. */
const membersIn = (item: unknown): object => JSON.parse(JSON.stringify(GroupOfItem.parse(item).members));
const student = (schoolId: string, society = "North"): Student => ({
  schoolId,
  person: `key-of-${schoolId}`,
  program: "hms",
  email: `${schoolId}@example.edu`,
  firstName: "First",
  lastName: "Last",
  track: "pathways",
  anchors: { matriculation: 2024, graduation: 2028 },
  society,
  status: "active",
  joinedOn: "2026-08-01",
});

const ROSTER: ImportRecord = {
  ...{ id: "20260901T100500Z-9f86d081884c", at: "2026-09-01T10:05:00.000Z", bucket: "rosters", key: "incoming/a.csv" },
  ...{ sha256: "9f86d081884c", isComplete: false, verdict: "counted", why: [], reports: "reports/a" },
  counts: { students: 1, added: 1, changed: 0, unchanged: 0, held: 0, missing: 0, rejected: 0, warnings: 0 },
};

describe("on DynamoDB Local", () => {
  let emulator: RecordsEmulator;
  beforeAll(async () => {
    emulator = await startRecordsEmulator();
  });
  afterAll(() => emulator?.stop());

  const itemsOf = async (tableName: string) => {
    const { Items = [] } = await emulator.client.send(new ScanCommand({ TableName: tableName }));
    return Items.map((item) => unmarshall(item)).toSorted((one, other) =>
      String(one.pk).localeCompare(String(other.pk)),
    );
  };

  test("every item stands in its partition, and says its kind and its format", async () => {
    const { client } = emulator;
    const table = await emulator.freshTable();
    await dynamodbChoices(client, table).decline("k1", "nudges", AT);
    await dynamodbMailings(client, table, "hms").pause(
      { occurrence: OCCURRENCE, wave: "open" },
      { at: AT, reason: "bounces" },
    );
    await dynamodbPace(client, table).take(1, { ratePerSecond: 1_000 });
    await dynamodbPeople(client, table, "hms").save(student("1"));
    await dynamodbAccessCodes(client, table).save("k1", "CODE");
    await dynamodbParts(client, table, "hms").claim([part], "remind-1", mail);
    await dynamodbSchoolRecord(client, table, "hms").start("2026-08-01");
    await dynamodbOfficeMails(client, table, "hms").told("day/2027-04-02", AT);
    await dynamodbImports(client, table, "hms").record(ROSTER);
    const marked = { year: 2027, student: "k1" };
    await dynamodbMarks(client, table, "hms").mark(marked, { by: "dean@school.example", at: AT });
    const told = { id: "2027-04-23-nobody", at: AT, state: "nobody" as const, entries: [] };
    await dynamodbEscalations(client, table, "hms").claim(told);
    const known = { ...session(), sequence: 0, revisedAt: AT, givenAt: AT, history: [] };
    await dynamodbSessions(client, table, "hms").save(known, undefined);
    await dynamodbGuestLists(client, table, "hms").answer(session(), "k1", { answer: "no" }, AT);
    await dynamodbFeeds(client, table, "hms").markAll("m1");
    const dean = { id: "D1", email: "dana@example.edu", name: "Dana", roles: [], societies: [], specialties: [] };
    await dynamodbUsers(client, table, "hms").save({ ...dean, status: "active", givenAt: AT });
    for (const whose of ["staff", "students"] as const) {
      const signIns = dynamodbSignIns(client, table, "hms", whose);
      await signIns.start("digest", { user: "D1", startedAt: AT, seenAt: AT, formToken: "f" });
      await signIns.attempt("digest", { state: "s", nonce: "n", verifier: "v", to: "/", startedAt: AT });
    }
    await dynamodbNotes(client, table, "hms").write("lena", { student: "k1", text: "a note", at: AT }, undefined);
    const counted = { group: "k1", version: 1, occurrence: OCCURRENCE };
    const cohorts = new Map([["pathways-2029", { ...NOTHING_COUNTED, open: 1 }]]);
    await dynamodbProgress(client, table, "hms").count({ ...counted, cohorts });
    const wrong = { student: "k1", schoolId: "1", subject: "item" as const, says: "Done.", at: AT };
    await dynamodbCorrections(client, table, "hms").ask(wrong);
    const ordered = { id: `${AT}/d`, at: AT, by: { key: "k", name: "Dana" }, action: "sign-in", about: [], says: "" };
    await dynamodbAuditLog(client, table, "hms").order(ordered);
    const items = await itemsOf(table);
    expect(items.map(({ pk, sk, kind, format }) => [pk, sk, kind, format])).toEqual([
      ["access-code", "k1", "access-code", 1],
      ["audit#hms", `${AT}/d#1-ordered`, "audit-record", 1],
      ["choice", "k1", "choices", 1],
      ["correction#hms", "k1/item", "correction", 1],
      ["escalation#hms", told.id, "escalation", 1],
      ["feed#hms", "all", "feed", 1],
      ["guests#hms", "rtr1", "guests", 1],
      ["import#hms", ROSTER.id, "import", 1],
      ["mailing#hms", `${OCCURRENCE}/open`, "mailing", 1],
      ["mark#hms", "2027/k1", "mark", 1],
      ["note#hms/lena", "k1", "note", 1],
      ["office-mail", "hms/day/2027-04-02", "office-mail", 1],
      ["pace", "sending", "pace", 1],
      [`part#hms/${OCCURRENCE}`, "k1", "parts", 1],
      ["person", "1", "person", 1],
      ["progress#hms", "2029/pathways-2029/k1", "progress", 1],
      ["school", "started/hms", "school", 1],
      ["session#hms", "rtr1", "session", 1],
      ["sign-in-attempt#hms", "digest", "sign-in-attempt", 1],
      ["sign-in#hms", "digest", "sign-in", 1],
      ["student-sign-in-attempt#hms", "digest", "student-sign-in-attempt", 1],
      ["student-sign-in#hms", "digest", "student-sign-in", 1],
      ["user#hms", "D1", "user", 1],
    ]);
    expect(items).toHaveLength(Object.keys(PARTITIONS).length);
    expect(membersIn(items.find(({ kind }) => kind === "parts"))).toMatchObject({
      k1: { task: dueTask(AT), mails: { "remind-1": { state: "claimed", attempt: 1 } } },
    });
  });

  test("the readers read what the adapters wrote", async () => {
    const table = await emulator.freshTable();
    const parts = dynamodbParts(emulator.client, table, "hms");
    await dynamodbPeople(emulator.client, table, "hms").save(student("1"));
    await parts.claim([part], "open", mail);
    const [groupItem, personItem] = await itemsOf(table);
    expect(membersIn(groupItem)).toEqual({ k1: await parts.get(OCCURRENCE, "k1") });
    expect(readStudents(personItem ?? {})).toEqual([student("1")]);
    expect(personItem).toEqual(studentItem(student("1")));
    expect(() => GroupOfItem.parse(personItem)).toThrow();
    expect(() => readStudents(groupItem ?? {})).toThrow();
  });

  test("a partition of more than one page is read whole", async () => {
    const people = dynamodbPeople(emulator.client, await emulator.freshTable(), "hms");
    const ids = ["1", "2", "3", "4", "5", "6", "7", "8"];
    for (const id of ids) await people.save(student(id, "x".repeat(300_000)));
    expect((await people.all()).map(({ schoolId }) => schoolId)).toEqual(ids);
  });

  test("a claim whose answer was lost is still known as its own when the client asks again", async () => {
    const table = await emulator.freshTable();
    const client = losingFirstAnswer(emulator.database);
    expect(await dynamodbParts(client, table, "hms").claim([part], "open", mail)).toEqual([
      { kind: "claimed", attempt: 1 },
    ]);
    expect(await dynamodbParts(emulator.client, table, "hms").claim([part], "open", mail)).toEqual([{ kind: "done" }]);
  });

  test("a claim whose answer was lost is known as its own by calls that are signed here, too", async () => {
    const table = await emulator.freshTable();
    const [post, lost] = [keptAlivePost(), new Set<string>()];
    const losing = signedItems(emulator.access, async (...sent) => {
      const answer = await post(...sent);
      const target = sent[1]["x-amz-target"] ?? "";
      if (!target.endsWith("PutItem") || lost.has(target)) return answer;
      lost.add(target);
      throw new Error("the answer was lost");
    });
    expect(await dynamodbParts(losing, table, "hms").claim([part], "open", mail)).toEqual([
      { kind: "claimed", attempt: 1 },
    ]);
    expect(await dynamodbParts(emulator.client, table, "hms").claim([part], "open", mail)).toEqual([{ kind: "done" }]);
    expect(lost.size).toBe(1);
  });

  test("a claim whose answer was lost is known as its own though others have written the group since", async () => {
    const table = await emulator.freshTable();
    const others = dynamodbParts(emulator.client, table, "hms");
    const meanwhile = async () => {
      await others.complete(OCCURRENCE, "k1", { id: "survey", at: AT });
      await others.reopen(OCCURRENCE, "k1", AT);
    };
    const client = losingFirstAnswer(emulator.database, "PutItemCommand", meanwhile);
    expect(await dynamodbParts(client, table, "hms").claim([part], "open", mail)).toEqual([
      { kind: "claimed", attempt: 1 },
    ]);
  });

  const put = async (tableName: string, item: Record<string, unknown>): Promise<void> => {
    await emulator.client.send(new PutItemCommand({ TableName: tableName, Item: marshall(item) }));
  };

  test("a roster item that is no student holds up nobody, is told by its key, and is mended by the next save", async () => {
    const table = await emulator.freshTable();
    const told: unknown[] = [];
    const people = dynamodbPeople(emulator.client, table, "hms", (item) => told.push(item));
    for (const id of ["1", "2", "3"]) await people.save(student(id));
    await put(table, { ...studentItem(student("2")), "enrollment:hms": { ...student("2"), track: 7, status: "gone" } });
    const idsOf = (students: readonly { schoolId: string }[]) => students.map(({ schoolId }) => schoolId);
    expect(idsOf(await people.all())).toEqual(["1", "3"]);
    expect(idsOf(await people.enrolled())).toEqual(["1", "3"]);
    expect(idsOf(await people.some(["3", "2", "1"]))).toEqual(["3", "1"]);
    const unread = { student: "key-of-2", places: ["track (invalid_type)", "status (invalid_value)"] };
    expect(told).toEqual([unread, unread, unread]);
    await people.save(student("2"));
    expect(await people.all()).toEqual([student("1"), student("2"), student("3")]);
  });

  test("an item of a newer format is refused by whoever reads it, and stays as it is", async () => {
    const { client } = emulator;
    const table = await emulator.freshTable();
    const mailing = { occurrence: OCCURRENCE, wave: "open" as const };
    const [parts, preflight] = [dynamodbParts(client, table, "hms"), dynamodbPreflight(client, table, "hms")];
    await dynamodbPeople(client, table, "hms").save(student("1"));
    await dynamodbAccessCodes(client, table).save("k1", "CODE");
    await parts.claim([part], "open", mail);
    await dynamodbSchoolRecord(client, table, "hms").start("2026-08-01");
    await dynamodbChoices(client, table).decline("k1", "nudges", AT);
    await dynamodbMailings(client, table, "hms").pause(mailing, { at: AT, reason: "bounces" });
    await dynamodbPace(client, table).take(1, { ratePerSecond: 1_000 });
    const guestLists = dynamodbGuestLists(client, table, "hms");
    await guestLists.answer(session(), "k1", { answer: "no" }, AT);
    for (const item of await itemsOf(table)) await put(table, { ...item, format: 2 });
    const told: unknown[] = [];
    expect(await dynamodbPeople(client, table, "hms", (item) => told.push(item)).all()).toEqual([]);
    expect(await dynamodbPeople(client, table, "hms", (item) => told.push(item)).some(["1"])).toEqual([]);
    expect(await parts.ofOccurrence(OCCURRENCE, (item) => told.push(item))).toEqual([]);
    expect(told).toMatchObject([
      { student: "key-of-1", places: ["format (custom)"] },
      { student: "key-of-1", places: ["format (custom)"] },
      { student: "k1", places: ["format (custom)"] },
    ]);
    expect(await dynamodbParts(client, table, "hms").claim([part], "remind-1", mail)).toEqual([{ kind: "failed" }]);
    const reading: Record<string, () => Promise<unknown>> = {
      "access-code": () => dynamodbAccessCodes(client, table).get("k1"),
      choices: () => preflight.check({ occurrence: OCCURRENCE, wave: "remind-1" }, ["k1"]),
      guests: () => guestLists.answer(session(), "k1", { answer: "yes", guests: 0 }, AT),
      mailing: () => preflight.check(mailing, []),
      pace: () => dynamodbPace(client, table).known(),
      parts: () => dynamodbParts(client, table, "hms").get(OCCURRENCE, "k1"),
      school: () => dynamodbSchoolRecord(client, table, "hms").startedOn(),
    };
    for (const [kind, answer] of Object.entries(reading))
      await expect(answer()).rejects.toThrow(`An item of kind ${kind} is of no format up to 1`);
    const stands = await itemsOf(table);
    const writing = [
      () => dynamodbPeople(client, table, "hms").save(student("1")),
      () => dynamodbAccessCodes(client, table).save("k1", "OTHER"),
      () => dynamodbChoices(client, table).decline("k1", "calendar", AT),
      () => dynamodbChoices(client, table).save("k1", [], AT),
    ];
    // Whoever looks before they write is refused at the look.
    for (const write of writing)
      await expect(write()).rejects.toThrow(/A newer version of the code wrote the item|the newest known here/);
    expect(await itemsOf(table)).toEqual(stands);
  });

  const groupOfThree = async (table: string) => {
    const parts = dynamodbParts(emulator.client, table, "hms");
    const three = ["class1a", "class1b", "class1c"].map((key) => ({ ...part, student: key }));
    await parts.claim(three.slice(0, 1), "open", mail);
    const [item] = await itemsOf(table);
    const broken = { ...membersIn(item), class1b: { task: "gone" } };
    await put(table, { ...item, version: 2, members: gzipSync(JSON.stringify(broken)) });
    return { parts, three };
  };

  test("a part that cannot be read is told by its student's key, and the others are read", async () => {
    const { parts } = await groupOfThree(await emulator.freshTable());
    const told: string[] = [];
    const read = await parts.ofOccurrence(OCCURRENCE, (item) => told.push(item.student));
    expect(read.map((each) => each.student)).toEqual(["class1a"]);
    expect(told).toEqual(["class1b"]);
    await expect(parts.get(OCCURRENCE, "class1b")).rejects.toThrow("task");
  });

  test("a part that cannot be read stays as it is, and its neighbors are changed", async () => {
    const table = await emulator.freshTable();
    const { parts, three } = await groupOfThree(table);
    const kinds = (await parts.claim(three, "remind-1", mail)).map(({ kind }) => kind);
    expect(kinds).toEqual(["claimed", "failed", "claimed"]);
    await expect(parts.stop(three, { reason: "paused", at: AT })).rejects.toThrow("task");
    expect((await parts.ofOccurrence(OCCURRENCE)).map(({ stops }) => stops)).toEqual([{ paused: AT }, { paused: AT }]);
    expect(membersIn((await itemsOf(table))[0])).toMatchObject({ class1b: { task: "gone" } });
  });

  test("a group that cannot be read is told by its name, and the others are read", async () => {
    const table = await emulator.freshTable();
    const parts = dynamodbParts(emulator.client, table, "hms");
    await parts.claim([part, { ...part, student: "class1a" }], "open", mail);
    await put(table, { ...PARTS, sk: "class1", version: 2, members: Buffer.from("?") });
    const told: string[] = [];
    const read = await parts.ofOccurrence(OCCURRENCE, (item) => told.push(item.student));
    expect(read.map((each) => each.student)).toEqual(["k1"]);
    expect(told).toEqual(["class1"]);
  });

  test("the double and the table answer alike to any sequence of calls", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 25 }), async (calls) => {
        const double = onePart(memoryRecords().parts);
        const real = onePart(dynamodbParts(emulator.client, await emulator.freshTable(), "hms"));
        for (const make of calls) expect(await answerOf(make, real)).toEqual(await answerOf(make, double));
        expect(await real.ofOccurrence(OCCURRENCE)).toEqual(await double.ofOccurrence(OCCURRENCE));
      }),
      { numRuns: 60 },
    );
  });
});

/** A client whose first answer to that command is lost after the table has done what was asked. */
const losingFirstAnswer = (
  { endpoint, keyId }: Database,
  command = "PutItemCommand",
  meanwhile: () => Promise<void> = async () => {},
): SdkClient => {
  const credentials = { accessKeyId: keyId, secretAccessKey: "test" };
  const client = dynamodbClient({ endpoint, region: "us-east-1", credentials });
  let lost = false;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      if (lost || context.commandName !== command) return answer;
      lost = true;
      await meanwhile();
      throw Object.assign(new Error("the answer was lost"), { name: "TimeoutError" });
    },
    { step: "deserialize", priority: "high" },
  );
  return client;
};

type Call = (parts: ReturnType<typeof onePart>) => Promise<unknown>;
const answerOf = (make: Call, parts: ReturnType<typeof onePart>) =>
  make(parts).catch((error: unknown) => String(error));

const wave = fc.constantFrom("open", "remind-1");
const who = fc
  .record({ student: fc.constantFrom("k1", "k2"), asks: fc.constantFrom("answer" as const, undefined) })
  .map((some) => ({ ...part, ...some }));
const outcome = fc.record({
  state: fc.constantFrom<MailState["state"]>("sent", "retry", "retry", "rejected", "ambiguous"),
  attempt: fc.integer({ min: 1, max: 3 }),
  plannedAt: fc.constant(AT),
  at: fc.constant(AT),
});
const stopReason = fc.constantFrom(...STOP_REASONS);
const call: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(who, wave).map(
    ([one, w]): Call =>
      (parts) =>
        parts.claim(one, w, mail),
  ),
  fc.tuple(who, wave, outcome).map(
    ([one, w, end]): Call =>
      (parts) =>
        parts.settle(one, w, end),
  ),
  fc.tuple(who, wave, outcome).map(
    ([one, w, end]): Call =>
      (parts) =>
        parts.learn(one, w, { ...end, state: end.state === "retry" ? "delivered" : "sent" }),
  ),
  fc.tuple(who, wave, outcome).map(
    ([one, w, end]): Call =>
      (parts) =>
        parts.decide(one, w, { ...end, state: end.state === "retry" ? "retry" : "left" }),
  ),
  fc.tuple(who, wave).map(
    ([one, w]): Call =>
      (parts) =>
        parts.miss(one, w, { ...mail, reason: "over" }),
  ),
  who.map(
    (one): Call =>
      (parts) =>
        parts.complete(OCCURRENCE, one.student, { id: "survey", at: AT }),
  ),
  fc.tuple(who, fc.constantFrom("person" as const, "office" as const)).map(
    ([one, by]): Call =>
      (parts) =>
        parts.reopen(OCCURRENCE, one.student, AT, by),
  ),
  who.map(
    (one): Call =>
      (parts) =>
        parts.verify(one, { source: "list", by: "the publisher", at: AT }),
  ),
  who.map(
    (one): Call =>
      (parts) =>
        parts.waive(one, { by: "the registrar", at: AT, reason: "excused" }),
  ),
  fc.tuple(who, stopReason).map(
    ([one, reason]): Call =>
      (parts) =>
        parts.stop(one, { reason, at: AT }),
  ),
  fc.tuple(who, stopReason).map(
    ([one, reason]): Call =>
      (parts) =>
        parts.resume(one, reason),
  ),
  who.map(
    (one): Call =>
      (parts) =>
        parts.markOpened(OCCURRENCE, one.student, AT),
  ),
);

describe("when DynamoDB is busy", () => {
  const client = dynamodbClient({ region: "us-east-1" });
  const dynamodb = mockClient(client);
  afterEach(() => dynamodb.reset());

  test("keys that a batch left unread are read again", async () => {
    const [first, second] = ["1", "2"].map((id) => marshall(studentItem(student(id))));
    const left = { Keys: [marshall({ pk: "person", sk: "2" })] };
    dynamodb
      .on(BatchGetItemCommand)
      .resolvesOnce({ Responses: { records: first ? [first] : [] }, UnprocessedKeys: { records: left } })
      .resolvesOnce({ Responses: { records: second ? [second] : [] } });
    const found = await dynamodbPeople(client, "records", "hms").some(["1", "2"]);
    expect(found.map(({ schoolId }) => schoolId)).toEqual(["1", "2"]);
    expect(dynamodb.commandCalls(BatchGetItemCommand)[1]?.args[0].input.RequestItems).toMatchObject({ records: left });
  });

  test("what was written just before is read as of now where that matters, and where it does not at half the price", async () => {
    dynamodb.onAnyCommand().resolves({});
    const [people, parts] = [dynamodbPeople(client, "records", "hms"), dynamodbParts(client, "records", "hms")];
    await people.all();
    await people.enrolled();
    await parts.asOfNow(OCCURRENCE);
    await parts.ofOccurrence(OCCURRENCE);
    const queries = dynamodb.commandCalls(QueryCommand).map(({ args }) => args[0].input.ConsistentRead ?? false);
    expect(queries).toEqual([true, false, true, false]);
    await people.some(["1"]);
    await people.some(["1"], "as of now");
    const batches = dynamodb.commandCalls(BatchGetItemCommand).map(({ args }) => args[0].input.RequestItems?.records);
    expect(batches.map((keys) => keys?.ConsistentRead ?? false)).toEqual([false, true]);
  });
});
