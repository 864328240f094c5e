import { beforeEach, describe, expect, test } from "vitest";
import { type MemoryMailQueue, memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import { remind } from "../../../functions/remind/remind.ts";
import { onePart } from "../../adapters/parts/one-part.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { stored } from "../class.fixture.ts";
import { logOf } from "../log.fixture.ts";

const OCCURRENCE = "retake-cim-survey@2027";
const day = (date: string) => ({ type: "day.began" as const, version: 1 as const, scheduledAt: `${date}T13:00:00Z` });
const part = (nth: number) => ({
  occurrence: OCCURRENCE,
  milestone: "retake-cim-survey",
  student: `key-${nth}`,
  cohort: "pathways-2029",
  asks: "answer" as const,
});

let records: MemoryRecords;
let queue: MemoryMailQueue;
const needs = () => ({ program, ...records, queue });

/** What send-mail does with the queue: claims and settles every mail on it. */
const sendAll = async (at: string): Promise<string[]> => {
  const sent: string[] = [];
  for (const { occurrence, wave, plannedAt, people } of queue.takeAll()) {
    for (const one of await records.people.some(people)) {
      const milestone = parseOccurrenceId(occurrence)?.milestone ?? "";
      const identity = { ...part(0), occurrence, milestone, student: one.person, cohort: cohortOf(one) };
      const claim = await onePart(records.parts).claim(identity, wave, { plannedAt, at });
      if (claim?.kind !== "claimed") continue;
      await onePart(records.parts).settle(identity, wave, {
        state: "sent",
        plannedAt,
        attempt: claim.attempt,
        at,
        messageId: "m",
      });
      sent.push(`${one.person} ${wave}`);
    }
  }
  return sent;
};

/** Runs the mornings of these dates and answers what was sent on which. */
const mornings = async (...dates: string[]): Promise<Record<string, string[]>> => {
  const sent: Record<string, string[]> = {};
  for (const date of dates) {
    await remind(needs(), day(date));
    sent[date] = await sendAll(`${date}T13:00:00.000Z`);
  }
  return sent;
};

const invited = async (nth: number): Promise<void> => {
  const mail = { plannedAt: "2027-04-01T13:00:00.000Z", at: "2027-04-01T13:00:00.000Z" };
  await onePart(records.parts).claim(part(nth), "open", mail);
  await onePart(records.parts).settle(part(nth), "open", { state: "sent", attempt: 1, ...mail });
};

beforeEach(async () => {
  records = memoryRecords();
  queue = memoryMailQueue();
  await records.school.start("2026-08-03");
  for (const nth of [1, 2]) {
    await records.people.save(stored(nth));
    await invited(nth);
  }
});

describe("a morning's reminding", () => {
  test("reads what speaks against mails only where a mailing is in sight, and the pace only where mails go out", async () => {
    const read: string[] = [];
    const noted = <Found>(name: string, find: () => Promise<Found>) => {
      read.push(name);
      return find();
    };
    const watched = {
      ...needs(),
      choices: { all: () => noted("choices", records.choices.all) },
      mailings: { ...records.mailings, all: () => noted("runs", records.mailings.all) },
      pace: { known: () => noted("pace", records.pace.known) },
    };
    await remind(watched, day("2026-11-09"));
    expect(read).toEqual([]);
    await remind(watched, day("2027-04-02"));
    expect(read).toEqual(["choices", "runs"]);
    await remind(watched, day("2027-04-08"));
    expect(read.slice(2)).toEqual(["choices", "runs", "pace"]);
  });

  test("does nothing before the first roster came", async () => {
    const empty = memoryRecords();
    await empty.people.save(stored(1));
    const outcome = await remind({ program, ...empty, queue }, day("2027-04-08"));
    expect(outcome).toEqual({ due: 0, messages: 0, missed: 0 });
  });

  test("leaves a claim that no sender came back to alone, and never sends that mail again", async () => {
    const claimed = { plannedAt: "2027-04-08T13:00:00.000Z", at: "2027-04-08T13:00:05.000Z" };
    await onePart(records.parts).claim(part(1), "remind-1", claimed);
    const before = await records.parts.get(OCCURRENCE, "key-1");
    await mornings("2027-04-08", "2027-04-09");
    expect(await records.parts.get(OCCURRENCE, "key-1")).toEqual(before);
    expect(await onePart(records.parts).claim(part(1), "remind-1", claimed)).toEqual({ kind: "done" });
  });

  test("reminds on its days, and calls a last time", async () => {
    expect(
      await mornings("2027-04-07", "2027-04-08", "2027-04-09", "2027-04-15", "2027-04-22", "2027-04-28", "2027-04-29"),
    ).toEqual({
      "2027-04-07": [],
      "2027-04-08": ["key-1 remind-1", "key-2 remind-1"],
      "2027-04-09": [],
      "2027-04-15": ["key-1 remind-2", "key-2 remind-2"],
      "2027-04-22": ["key-1 remind-3", "key-2 remind-3"],
      "2027-04-28": ["key-1 last-call", "key-2 last-call"],
      "2027-04-29": [],
    });
  });

  test("leaves a student who confirmed alone, and goes on with the neighbor", async () => {
    await records.parts.complete(OCCURRENCE, "key-1", { id: "survey", at: "2027-04-05T10:00:00.000Z" });
    expect(await mornings("2027-04-08")).toEqual({ "2027-04-08": ["key-2 remind-1"] });
  });

  test("sends one mail for several days that nobody ran, and records the others as missed", async () => {
    expect(await mornings("2027-04-16")).toEqual({ "2027-04-16": ["key-1 remind-2", "key-2 remind-2"] });
    const mails = (await records.parts.get(OCCURRENCE, "key-1"))?.mails ?? {};
    expect(mails["remind-1"]).toMatchObject({ state: "missed", at: "2027-04-16T13:00:00.000Z" });
  });

  test("invites a late joiner, without the reminders that went before", async () => {
    await records.people.save(stored(3, { joinedOn: "2027-04-09" }));
    expect(await mornings("2027-04-09")).toMatchObject({ "2027-04-09": expect.arrayContaining(["key-3 open"]) });
  });

  test("puts the same messages on the queue when it runs twice, and each mail goes out once", async () => {
    await remind(needs(), day("2027-04-08"));
    const again = await remind(needs(), day("2027-04-08"));
    expect(again).toEqual({ due: 2, messages: 1, missed: 0 });
    expect(await sendAll("2027-04-08T13:00:00.000Z")).toEqual(["key-1 remind-1", "key-2 remind-1"]);
    expect(await remind(needs(), day("2027-04-08"))).toMatchObject({ due: 0 });
  });

  test("never lets an older reminder follow a newer one where it dies before the queue", async () => {
    const broken = { send: () => Promise.reject(new Error("The mail queue is away.")) };
    await expect(remind({ ...needs(), queue: broken }, day("2027-04-16"))).rejects.toThrow("away");
    expect(await mornings("2027-04-16", "2027-04-19")).toEqual({
      "2027-04-16": ["key-1 remind-2", "key-2 remind-2"],
      "2027-04-19": [],
    });
  });

  test("never sends an older reminder that SES did not take after a newer one", async () => {
    const mail = { plannedAt: "2027-04-08T13:00:00.000Z", at: "2027-04-08T13:00:00.000Z" };
    await onePart(records.parts).claim(part(1), "remind-1", mail);
    await onePart(records.parts).settle(part(1), "remind-1", { state: "retry", attempt: 1, ...mail });
    expect(await mornings("2027-04-15", "2027-04-16")).toMatchObject({
      "2027-04-15": expect.arrayContaining(["key-1 remind-2"]),
      "2027-04-16": [],
    });
    expect((await records.parts.get(OCCURRENCE, "key-1"))?.mails).toHaveProperty("remind-1.state", "missed");
  });

  test("plans nothing for a student whose part cannot be read, tells of it by their key, and reminds the others", async () => {
    const ofOccurrence: typeof records.parts.ofOccurrence = async (occurrence, unread) => {
      unread?.({ student: "key-1", places: ["status (invalid_value)"] });
      const parts = await records.parts.ofOccurrence(occurrence);
      return parts.filter(({ student }) => student !== "key-1");
    };
    const { miss } = records.parts;
    const told = await logOf(() => remind({ ...needs(), parts: { ofOccurrence, miss } }, day("2027-04-16")));
    expect(queue.held.map(({ wave, people }) => [wave, people])).toEqual([["remind-2", ["S002"]]]);
    expect((await records.parts.get(OCCURRENCE, "key-1"))?.mails).not.toHaveProperty("remind-1");
    expect(JSON.parse(told)).toMatchObject({ message: "record not read", student: "key-1" });
  });

  test("plans nothing for anybody of a group that cannot be read as a whole", async () => {
    const classmates = [7, 8].map((nth) => ({ ...stored(nth), person: `group7-key-${nth}` }));
    for (const one of classmates) await records.people.save(one);
    const ofOccurrence: typeof records.parts.ofOccurrence = async (occurrence, unread) => {
      unread?.({ student: "group7", places: ["members (invalid_type)"] });
      return records.parts.ofOccurrence(occurrence);
    };
    const { miss } = records.parts;
    await logOf(() => remind({ ...needs(), parts: { ofOccurrence, miss } }, day("2027-04-16")));
    expect(queue.held.flatMap(({ people }) => people).toSorted()).toEqual(["S001", "S002"]);
    expect(await records.parts.get(OCCURRENCE, "group7-key-7")).toBeUndefined();
  });

  test("records what it can of the missed waves where one write fails, and fails itself", async () => {
    const miss: typeof records.parts.miss = async (missed) => {
      await records.parts.miss(missed.filter(({ part }) => part.student !== "key-1"));
      throw new Error("The table is away.");
    };
    const parts = { ...records.parts, miss };
    await expect(remind({ ...needs(), parts }, day("2027-04-16"))).rejects.toThrow("away");
    expect((await records.parts.get(OCCURRENCE, "key-2"))?.mails).toHaveProperty("remind-1.state", "missed");
    expect(queue.held).toEqual([]);
  });
});

describe("a morning's log", () => {
  test("says when the last mail goes out, by the limits that the sender was told last", async () => {
    await records.pace.take(1, { ratePerSecond: 1, dailyQuota: 200 });
    const { due, days, endsAt } = await remind(needs(), day("2027-04-08"));
    expect({ due, days, endsAt }).toEqual({ due: 2, days: 1, endsAt: "2027-04-08T13:00:02.000Z" });
  });

  test("counts nothing of a mailing that is paused", async () => {
    await records.mailings.pause(
      { occurrence: OCCURRENCE, wave: "remind-1" },
      { at: "2027-04-08T12:00:00.000Z", reason: "r" },
    );
    expect(await remind(needs(), day("2027-04-08"))).toEqual({ due: 0, messages: 0, missed: 0 });
  });
});

describe("half an hour after the morning", () => {
  const later = (date: string) => ({ ...day(date), scheduledAt: `${date}T13:30:00Z` });

  test("what the morning's schedule could not open is made good on that very day", async () => {
    await records.people.save(stored(3));
    await remind(needs(), day("2027-04-01"));
    expect(await sendAll("2027-04-01T13:00:00.000Z")).toEqual([]);
    await remind(needs(), later("2027-04-01"));
    expect(await sendAll("2027-04-01T13:30:00.000Z")).toEqual(["key-3 open"]);
    await remind(needs(), later("2027-04-01"));
    expect(await sendAll("2027-04-01T13:30:00.000Z")).toEqual([]);
  });

  test("nothing is read on a day that has no mailing", async () => {
    const unread = { enrolled: () => Promise.reject(new Error("read")) };
    expect(await remind({ ...needs(), people: unread }, later("2027-04-06"))).toEqual({
      due: 0,
      messages: 0,
      missed: 0,
    });
    await expect(remind({ ...needs(), people: unread }, later("2027-04-08"))).rejects.toThrow("read");
  });

  test("more than the account sends in that time is left to the queue, which has it still", async () => {
    for (const nth of [3, 4, 5]) await records.people.save(stored(nth));
    await records.pace.take(1, { ratePerSecond: 0.001 });
    expect(await remind(needs(), later("2027-04-01"))).toMatchObject({ due: 0, messages: 0 });
  });
});

describe("what is asked once a window is over", () => {
  const base = program.milestones.find(({ id }) => id === "retake-cim-survey");
  if (base === undefined) throw new Error("no milestone");
  const [from, to] = [
    { month: 5, day: 1 },
    { month: 5, day: 31 },
  ];
  const when = { type: "window" as const, from, to, in: { phase: "pce" }, thenAsks: true as const };
  const mails = { open: "invite", remind: "ask", lastCall: "last" };
  const asking = { ...program, milestones: [{ ...base, id: "documents", when, mails }] };
  const occurrence = "documents@2027";
  const queuedOn = async (date: string) => {
    await remind({ program: asking, ...records, queue }, day(date));
    return queue.takeAll().map((message) => `${message.occurrence} ${message.wave} ${message.people.length}`);
  };

  test("is asked by reminders alone, of everybody, where a session gave the window its day", async () => {
    expect(await queuedOn("2027-06-08")).toEqual([]);
    const times = { startsAt: "2027-05-06T21:30:00.000Z", endsAt: "2027-05-06T23:00:00.000Z" };
    const [given] = takeIn([], [{ session: session({ item: "documents", ...times }), kept: [] }], times.startsAt);
    if (given === undefined) throw new Error("no session");
    await records.sessions.save(given, undefined);
    expect(await queuedOn("2027-05-31")).toEqual([]);
    expect(await queuedOn("2027-06-08")).toEqual([`${occurrence} remind-1 2`]);
  });
});
