import { beforeEach, describe, expect, test } from "vitest";
import { memoryAuditLog } from "#adapters/audit-log/memory-audit-log.ts";
import type { AuditRecord } from "#domain/access/audit-record.ts";
import { listRecords, type RecordsFilter } from "#office/audit/list-records.ts";
import { recordsCsv } from "#office/audit/records-csv.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

const ALL: RecordsFilter = { student: "", actor: "", action: "", day: "" };
const MINUTE = 60_000;
const FIRST = Date.parse("2027-04-01T04:00:00.000Z");

let auditLog: ReturnType<typeof memoryAuditLog>;

/** Many records, one a minute: each thirtieth of Ada, each seventh by Bo. */
const fill = async (count: number) => {
  for (let nth = 0; nth < count; nth += 1) {
    const at = new Date(FIRST + nth * MINUTE).toISOString();
    const by = nth % 7 === 0 ? { key: "k2", name: "Bo" } : { key: "k1", name: "Dana" };
    const about = [{ what: "student", key: nth % 30 === 0 ? "ada" : "cy" } as const];
    await auditLog.order({ id: `${at}/x`, at, by, action: nth % 2 === 0 ? "release" : "merge", about, says: "" });
    await auditLog.settle(`${at}/x`, "done");
  }
};

const list = (filter: Partial<RecordsFilter> = {}, which: { before?: string; most?: number } = {}) =>
  listRecords({ auditLog, timeZone: "America/New_York" }, { ...ALL, ...filter }, { most: 50, ...which });

/** Each page after page, to the end. */
const listAll = async (filter: Partial<RecordsFilter>, most = 50): Promise<AuditRecord[]> => {
  const read: AuditRecord[] = [];
  let before: string | undefined;
  do {
    const { records, next } = await list(filter, { most, ...(before !== undefined && { before }) });
    read.push(...records);
    before = next;
  } while (before !== undefined);
  return read;
};

beforeEach(() => {
  auditLog = memoryAuditLog();
});

describe("records", () => {
  test("are listed the newest first, page by page, each once", async () => {
    await fill(120);
    const all = await listAll({}, 50);
    expect(all).toHaveLength(120);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
  });

  test("are narrowed to a student, to who did it, to what was done, each across pages", async () => {
    await fill(1300);
    expect(await listAll({ student: "ada" }, 20)).toHaveLength(44);
    expect(await listAll({ actor: "k2" })).toHaveLength(186);
    expect(await listAll({ action: "merge", actor: "k2" })).toHaveLength(93);
    expect(await listAll({ student: "nobody" })).toEqual([]);
  });

  test("of one day are those of the school's day, also where it is no day of London", async () => {
    await fill(48 * 60);
    const all = await listAll({ day: "2027-04-02" }, 900);
    expect(all).toHaveLength(24 * 60);
    expect(all.at(-1)?.at).toBe("2027-04-02T04:00:00.000Z");
  });

  test("that few fit are looked for in some thousands, and then from there on", async () => {
    await fill(5000);
    const first = await list({ student: "nobody" });
    expect(first.records).toEqual([]);
    expect(first.next).toBeDefined();
  });

  test("go into a CSV with names as they are now, by the school's clock, and nothing that a spreadsheet runs", async () => {
    const [at, about] = ["2027-04-01T16:00:00.000Z", [{ what: "student", key: "ada" } as const]];
    const record = { id: "1", at, by: { key: "k", name: '=HYPERLINK("x")' }, action: "release", about, says: "double" };
    const csv = recordsCsv(program, [record, { ...record, action: "of tomorrow", outcome: "done" }], new Map());
    expect(csv).toContain(
      `2027-04-01 12:00 EDT,"'=HYPERLINK(""x"")",Let go of,double,somebody no longer here,not known`,
    );
    expect(csv).toContain("of tomorrow,double,somebody no longer here,done");
    const named = recordsCsv(program, [record], new Map([["ada", "Ada Example"]]));
    expect(named).toContain("Ada Example");
  });
});
