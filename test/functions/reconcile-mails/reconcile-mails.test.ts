import { beforeEach, describe, expect, test } from "vitest";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import { reconcileMails } from "../../../functions/reconcile-mails/reconcile-mails.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { stored } from "../class.fixture.ts";
import { logOf } from "../log.fixture.ts";

const OCCURRENCE = "retake-cim-survey@2027";
const plannedAt = "2027-04-01T13:00:00.000Z";
const claimedAt = "2027-04-01T13:00:05.000Z";
const part = (nth: number) => ({
  occurrence: OCCURRENCE,
  milestone: "retake-cim-survey",
  student: `key-${nth}`,
  cohort: "pathways-2029",
  asks: "answer" as const,
});

const autumn = { type: "yearly" as const, anchor: "graduation" as const, year: -2, on: { month: 10, day: 1 } };

let records: MemoryRecords;
const at = (time: string, day = "2027-04-01") =>
  reconcileMails(
    { program, people: records.people, parts: records.parts, school: records.school, sessions: records.sessions },
    { type: "half-hour.passed", version: 1, scheduledAt: `${day}T${time}:00Z` },
  );
const mailOf = async (nth: number) => (await records.parts.get(OCCURRENCE, `key-${nth}`))?.mails.open;

beforeEach(async () => {
  records = memoryRecords();
  await records.parts.claim([part(1), part(2)], "open", { plannedAt, at: claimedAt });
  const mail = { state: "sent", plannedAt, attempt: 1, at: claimedAt } as const;
  await records.parts.settle([{ part: part(2), wave: "open", mail }]);
});

describe("a claim that no sender came back to", () => {
  test("is unknown after a quarter of an hour, and is never sent again by itself", async () => {
    expect(await at("13:15")).toEqual({ ambiguous: 0, unknown: 0 });
    expect(await at("13:30")).toEqual({ ambiguous: 1, unknown: 0 });
    const reason = "its sender never came back";
    expect(await mailOf(1)).toEqual({
      state: "ambiguous",
      plannedAt,
      attempt: 1,
      at: "2027-04-01T13:30:00.000Z",
      reason,
    });
    expect(await mailOf(2)).toMatchObject({ state: "sent" });
    expect(await records.parts.claim([part(1)], "open", { plannedAt, at: claimedAt })).toEqual([{ kind: "done" }]);
  });

  test("is given up with every other that its sender left, of the same student and of others", async () => {
    const later = { plannedAt: "2027-04-08T13:00:00.000Z", at: "2027-04-08T13:00:05.000Z" };
    await records.parts.claim([part(1), part(2), part(3)], "remind-1", later);
    const sent = { state: "sent", plannedAt: later.plannedAt, attempt: 1, at: later.at } as const;
    await records.parts.settle([{ part: part(2), wave: "remind-1", mail: sent }]);
    expect(await at("13:30", "2027-04-08")).toEqual({ ambiguous: 3, unknown: 0 });
    const states = [1, 2, 3].map(async (nth) => {
      const mails = (await records.parts.get(OCCURRENCE, `key-${nth}`))?.mails ?? {};
      return Object.values(mails).map(({ state }) => state);
    });
    expect(await Promise.all(states)).toEqual([["ambiguous", "ambiguous"], ["sent", "sent"], ["ambiguous"]]);
  });

  test("is given up once, however often it is looked at", async () => {
    await at("13:30");
    const before = await mailOf(1);
    expect(await at("13:30")).toEqual({ ambiguous: 0, unknown: 0 });
    expect(await at("14:30")).toEqual({ ambiguous: 0, unknown: 1 });
    expect(await mailOf(1)).toEqual(before);
  });

  test("is looked for as long as its mailing may be sent, and a month more", async () => {
    expect(await at("13:00", "2027-06-13")).toEqual({ ambiguous: 0, unknown: 0 });
    expect(await at("13:00", "2027-06-12")).toEqual({ ambiguous: 1, unknown: 0 });
  });

  test("is told as long as its mailing may be sent, and three days more", async () => {
    expect(await at("13:00", "2027-05-15")).toEqual({ ambiguous: 1, unknown: 0 });
    expect(await at("14:00", "2027-05-15")).toEqual({ ambiguous: 0, unknown: 1 });
    expect(await at("14:00", "2027-05-16")).toEqual({ ambiguous: 0, unknown: 0 });
  });

  test("is given up in whichever year its last call goes out, though the occurrence is named after its first", async () => {
    const survey = program.milestones.find(({ id }) => id === "retake-cim-survey");
    if (survey?.ask?.type !== "answer") throw new Error("No survey");
    const when = { type: "yearly" as const, anchor: "graduation" as const, year: -1, on: { month: 12, day: 15 } };
    const ask = { ...survey.ask, closes: { daysAfterOpening: 400 } };
    const long = { ...program, milestones: [{ ...survey, when, ask }] };
    const lastCall = findOccurrence(long, OCCURRENCE)?.waves.at(-1);
    expect(lastCall?.day).toBe("2029-01-16");
    await records.parts.claim([part(1)], "last-call", { plannedAt: `${lastCall?.at}`, at: `${lastCall?.at}` });
    const halfHour = { type: "half-hour.passed", version: 1, scheduledAt: "2029-01-16T20:00:00Z" } as const;
    expect(
      await reconcileMails(
        {
          program: long,
          people: records.people,
          parts: records.parts,
          school: records.school,
          sessions: records.sessions,
        },
        halfHour,
      ),
    ).toMatchObject({ ambiguous: 2 });
  });

  test.each([
    ["deleted", []],
    ["put off to autumn", program.milestones.map((one) => ({ ...one, when: autumn }))],
  ])(
    "is given up and told where its milestone was %s meanwhile, for as long as if it had stayed",
    async (_, milestones) => {
      await at("13:10");
      const later = (time: string, day = "2027-04-01") =>
        reconcileMails(
          {
            program: { ...program, milestones },
            people: records.people,
            parts: records.parts,
            school: records.school,
            sessions: records.sessions,
          },
          { type: "half-hour.passed", version: 1, scheduledAt: `${day}T${time}:00Z` },
        );
      expect(await later("13:30")).toEqual({ ambiguous: 1, unknown: 0 });
      expect(await logOf(() => later("14:00"))).toContain(OCCURRENCE);
      expect(await later("13:00", "2027-04-04")).toEqual({ ambiguous: 0, unknown: 1 });
      expect(await later("13:00", "2027-04-05")).toEqual({ ambiguous: 0, unknown: 0 });
      await records.parts.claim([part(3)], "open", { plannedAt, at: claimedAt });
      expect(await later("13:00", "2027-05-02")).toEqual({ ambiguous: 1, unknown: 0 });
      await records.parts.claim([part(4)], "open", { plannedAt, at: claimedAt });
      expect(await later("13:00", "2027-05-03")).toEqual({ ambiguous: 0, unknown: 0 });
      expect(await records.school.lastSent()).not.toHaveProperty(OCCURRENCE);
    },
  );

  test("is looked for by one write a day at most, however often the half hour passes", async () => {
    const saved: (string | undefined)[] = [];
    const saveLastSent = async (sent: Parameters<typeof records.school.saveLastSent>[0]) => {
      saved.push(sent[OCCURRENCE]);
      await records.school.saveLastSent(sent);
    };
    const needs = {
      program,
      people: records.people,
      parts: records.parts,
      school: { ...records.school, saveLastSent },
      sessions: records.sessions,
    };
    for (const scheduledAt of ["2027-04-01T13:30:00Z", "2027-04-01T14:00:00Z", "2027-04-02T13:30:00Z"])
      await reconcileMails(needs, { type: "half-hour.passed", version: 1, scheduledAt });
    expect(saved).toEqual(["2027-04-01", "2027-04-02"]);
  });

  test("fails the run where it cannot be written down, and the next one makes it good", async () => {
    const settle = () => Promise.reject(new Error("The table is away."));
    const broken = {
      program,
      people: records.people,
      parts: { ...records.parts, settle },
      school: records.school,
      sessions: records.sessions,
    };
    const halfHour = { type: "half-hour.passed", version: 1, scheduledAt: "2027-04-01T13:30:00Z" } as const;
    await expect(reconcileMails(broken, halfHour)).rejects.toThrow("away");
    expect(await at("14:00")).toEqual({ ambiguous: 1, unknown: 0 });
  });
});

describe("a claim on a day of a student's own", () => {
  const OWN = "retake-cim-survey@2027-03-12";
  const when = { type: "from-phase" as const, phase: "pce", days: 11, usual: [{ month: 10, day: 1 }] };
  const milestones = program.milestones.map((one) => (one.id === "retake-cim-survey" ? { ...one, when } : one));
  const asked: string[] = [];
  const look = (scheduledAt: string, of = { ...program, milestones }) =>
    reconcileMails(
      {
        program: of,
        people: records.people,
        parts: {
          ...records.parts,
          ofOccurrence: (id, ...rest) => {
            asked.push(id);
            return records.parts.ofOccurrence(id, ...rest);
          },
        },
        school: records.school,
        sessions: records.sessions,
      },
      { type: "half-hour.passed", version: 1, scheduledAt },
    );
  const [own, usual] = [{ ...part(1), occurrence: OWN }, stored(2)];

  beforeEach(async () => {
    await records.people.save(usual);
    await records.people.save(stored(1, { begins: { pce: "2027-03-01" } }));
    await records.parts.claim([own], "open", { plannedAt, at: "2027-03-12T14:00:05.000Z" });
    asked.length = 0;
  });

  test("is given up and told like any other, and no day is read that is nobody's", async () => {
    expect(await look("2027-03-12T14:30:00Z")).toEqual({ ambiguous: 1, unknown: 0 });
    expect(await logOf(() => look("2027-03-12T15:00:00Z"))).toContain(OWN);
    expect(new Set(asked.filter((id) => /@\d{4}-\d{2}-\d{2}$/.test(id)))).toEqual(new Set([OWN]));
  });

  test("is given up where the school gave another day meanwhile", async () => {
    await records.people.save(
      stored(1, { begins: { pce: "2027-06-01" }, formerly: [{ begins: { pce: "2027-03-01" } }] }),
    );
    expect(await look("2027-03-12T14:30:00Z")).toMatchObject({ ambiguous: 1 });
  });

  test("costs no look at the roster where no milestone has such days", async () => {
    const people = { enrolled: () => Promise.reject(new Error("read")) };
    const needs = { program, people, parts: records.parts, school: records.school, sessions: records.sessions };
    const halfHour = { type: "half-hour.passed", version: 1, scheduledAt: "2027-03-12T14:30:00Z" } as const;
    await expect(reconcileMails(needs, halfHour)).resolves.toMatchObject({ unknown: 0 });
  });
});

describe("a mail that is unknown in silence", () => {
  test("is told after half an hour, by its mailing and without its student, and for as long as it lasts", async () => {
    await at("13:30");
    expect(await logOf(() => at("13:45"))).not.toContain("mails unknown");
    for (const time of ["14:00", "14:30"]) {
      const told = JSON.parse(await logOf(() => at(time)));
      expect(told).toMatchObject({
        message: "mails unknown",
        occurrence: OCCURRENCE,
        wave: "open",
        mails: 1,
        since: "2027-04-01T13:30:00.000Z",
      });
      expect(JSON.stringify(told)).not.toContain("key-1");
    }
  });

  test("is told no more once an event of SES or a person has settled it", async () => {
    await at("13:30");
    const mail = { state: "delivered", plannedAt, attempt: 1, at: "2027-04-01T13:50:00.000Z" } as const;
    await records.parts.learn([{ part: part(1), wave: "open", mail }]);
    expect(await logOf(() => at("14:00"))).toBe("");
  });
});
