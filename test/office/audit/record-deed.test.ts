import { describe, expect, test } from "vitest";
import { memoryAuditLog } from "#adapters/audit-log/memory-audit-log.ts";
import { actorOf, type Recorder, recordDeed } from "#office/audit/record-deed.ts";

const NOON = "2027-04-01T16:00:00.000Z";
const RELEASE = { action: "release", about: [{ what: "student", key: "ada" }], says: "double" } as const;

const opened = () => {
  const auditLog = memoryAuditLog();
  const by = actorOf({ id: "D1", name: "Dana Berg" });
  const recorder: Recorder = { auditLog, by, now: () => NOON, request: "r1" };
  const records = async () => (await auditLog.newest({ most: 9 })).records;
  return { auditLog, recorder, records };
};

describe("a deed", () => {
  test("is on record before it is done, and with what became of it after", async () => {
    const { recorder, records } = opened();
    const meanwhile = await recordDeed(recorder, RELEASE, async () => records());
    expect(meanwhile).toMatchObject([{ ...RELEASE, at: NOON, by: { name: "Dana Berg" }, outcome: undefined }]);
    expect(await records()).toMatchObject([{ ...RELEASE, outcome: "done" }]);
  });

  test("is not done where its record cannot be written", async () => {
    const { recorder } = opened();
    let done = 0;
    const order = () => Promise.reject(new Error("no table"));
    const deed = async () => {
      done += 1;
    };
    await expect(recordDeed({ ...recorder, auditLog: { ...recorder.auditLog, order } }, RELEASE, deed)).rejects.toThrow(
      "no table",
    );
    expect(done).toBe(0);
  });

  test("that changed nothing, or broke off, says so; what it threw is thrown", async () => {
    const { recorder, records } = opened();
    expect(await recordDeed({ ...recorder, request: "a" }, RELEASE, async () => false)).toBe(false);
    await recordDeed(
      { ...recorder, request: "b" },
      RELEASE,
      async () => 0,
      (changed) => changed > 0,
    );
    const broken = recordDeed({ ...recorder, request: "c" }, RELEASE, () => Promise.reject(new Error("half way")));
    await expect(broken).rejects.toThrow("half way");
    const outcomes = (await records()).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(["failed", "nothing changed", "nothing changed"]);
  });

  test("of one request is one record however often it runs, and of two requests at one instant two", async () => {
    const { recorder, records } = opened();
    for (const request of ["r1", "r1", "r2"]) await recordDeed({ ...recorder, request }, RELEASE, async () => true);
    expect(await records()).toHaveLength(2);
  });

  test("names who did it by a key that is not the school's number, and is the same each time", () => {
    const dana = actorOf({ id: "D1", name: "Dana Berg" });
    expect(dana.key).not.toContain("D1");
    expect(actorOf({ id: "D1", name: "Dana B." }).key).toBe(dana.key);
    expect(actorOf({ id: "D2", name: "Dana Berg" }).key).not.toBe(dana.key);
  });
});
