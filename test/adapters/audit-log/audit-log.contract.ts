import { expect, test } from "vitest";
import type { AuditLog } from "#adapters/audit-log/audit-log.ts";
import type { AuditOrder } from "#domain/access/audit-record.ts";

const at = (minute: number) => `2027-04-01T13:${String(minute).padStart(2, "0")}:00.000Z`;

const ordered = (minute: number, change: Partial<AuditOrder> = {}): AuditOrder => ({
  ...{ id: `${at(minute)}/abc`, at: at(minute), by: { key: "k1", name: "R. Vance" }, action: "release" },
  ...{ about: [{ what: "student", key: "ada" }], says: "double" },
  ...change,
});

/** What every store of audit records does; `open` makes an empty one. */
export const auditLogContract = (open: () => Promise<AuditLog>): void => {
  test("a record says what was ordered, and what became of it once that is known", async () => {
    const log = await open();
    expect(await log.newest({ most: 5 })).toEqual({ records: [] });
    await log.order(ordered(1));
    expect(await log.newest({ most: 5 })).toEqual({ records: [{ ...ordered(1), outcome: undefined }] });
    await log.settle(ordered(1).id, "done");
    expect(await log.newest({ most: 5 })).toEqual({ records: [{ ...ordered(1), outcome: "done" }] });
  });

  test("nothing that stands is written over: not what was ordered, nor what became of it", async () => {
    const log = await open();
    await log.order(ordered(1));
    await log.order(ordered(1, { says: "another", by: { key: "k2", name: "Somebody else" } }));
    for (const outcome of ["failed", "done"] as const) await log.settle(ordered(1).id, outcome);
    expect((await log.newest({ most: 5 })).records).toEqual([{ ...ordered(1), outcome: "failed" }]);
  });

  test("they are read the newest first, page by page, each once, also where some have no outcome", async () => {
    const log = await open();
    for (let minute = 0; minute < 7; minute += 1) {
      await log.order(ordered(minute));
      if (minute % 3 !== 1) await log.settle(ordered(minute).id, "done");
    }
    const read: string[] = [];
    let before: string | undefined;
    do {
      const { records, next } = await log.newest({ before, most: 2 });
      expect(records.length).toBeLessThanOrEqual(2);
      for (const { at: when, outcome } of records) read.push(`${when} ${outcome}`);
      before = next;
    } while (before !== undefined);
    const told = [6, 5, 4, 3, 2, 1, 0].map((minute) => `${at(minute)} ${minute % 3 === 1 ? undefined : "done"}`);
    expect(read).toEqual(told);
  });

  test("two of one instant are two, and a stretch of time is read from its beginning to before its end", async () => {
    const log = await open();
    for (const minute of [1, 2, 3]) {
      await log.order(ordered(minute));
      await log.settle(ordered(minute).id, "done");
    }
    await log.order(ordered(2, { id: `${at(2)}/abd`, action: "merge" }));
    const { records } = await log.newest({ from: at(2), until: at(3), most: 9 });
    expect(records.map(({ id, outcome }) => [id, outcome])).toEqual([
      [`${at(2)}/abd`, undefined],
      [`${at(2)}/abc`, "done"],
    ]);
  });
};
