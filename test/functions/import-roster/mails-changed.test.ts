import { describe, expect, test } from "vitest";
import { type Difference, differenceOf } from "#domain/forecast/difference.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import { DAYS_TOLD } from "#domain/forecast/foretell/import-difference.ts";
import { addDays } from "#domain/time/dates.ts";
import { tableOf } from "#files/csv/table.ts";
import { takeFiles } from "../../../cli/local/rosters.ts";
import { schoolOfRosters } from "../../cases/rosters/school.fixture.ts";
import { rosterFile } from "../../cli/forecast/small-school.fixture.ts";

const DAY = "2026-09-01";
const SPAN = { from: DAY, to: addDays(DAY, DAYS_TOLD - 1) };
const row = (id: string, matriculation: number, graduation: number, more = "active,none,none") =>
  `${id},${id.toLowerCase()}@x.edu,Ann,Berg${id.toLowerCase()},pathways,${matriculation},${graduation},Alder,${more}`;
const OLD = [row("A", 2024, 2028), row("B", 2024, 2028), row("C", 2025, 2029), row("D", 2025, 2029)];
const NEW = [
  row("A", 2024, 2029),
  row("B", 2024, 2028),
  row("C", 2025, 2029, "active,2027-03-01,2027-06-30"),
  row("D", 2025, 2029, "withdrawn,none,none"),
  row("E", 2026, 2030),
  row("F", 2026, 2030),
];

const HEADER =
  "student_id,email,first_name,last_name,track,matriculation_year,graduation_year,society,status,leave_from,leave_until";

/** As `matchward diff --roster OLD --to-roster NEW` works it out. */
const differenceBetween = async (old: readonly string[], later: readonly string[]): Promise<Difference> => {
  const { program } = await schoolOfRosters();
  const files = [rosterFile("old.csv", ...old), rosterFile("new.csv", ...later)].map((file) => ({ on: DAY, file }));
  const taken = await takeFiles(files, program, { isComplete: false, isApproved: true });
  const [before = [], after = []] = taken.map((roster) => foretell(SPAN, program, [roster], []).mails);
  return differenceOf(before, after);
};

const linesOf = (csv: string | undefined) => {
  const { columns, rows } = tableOf(csv ?? "");
  return rows.map((cells) => Object.fromEntries(columns.map((column, nth) => [column, cells[nth] ?? ""])));
};

const asRead = ({ gains, loses, moves }: Difference) => [
  ...loses.map(({ studentId, occurrence, wave, at }) => `lost ${studentId} ${occurrence}/${wave} ${at} `),
  ...moves.map(({ studentId, occurrence, wave, from, to }) => `moved ${studentId} ${occurrence}/${wave} ${from} ${to}`),
  ...gains.map(({ studentId, occurrence, wave, at }) => `gained ${studentId} ${occurrence}/${wave}  ${at}`),
];

const imported = async () => {
  const school = await schoolOfRosters();
  const lines = () => linesOf(school.files.text("rosters", "reports/roster.mails.csv"));
  const take = async (rows: readonly string[]) => {
    const summary = await school.upload([HEADER, ...rows, ""].join("\n"));
    return { summary, lines: lines() };
  };
  return { ...school, take };
};

const asTold = (lines: readonly Record<string, string>[]) =>
  lines.map(({ what, student_id, occurrence, mail, before, after }) =>
    [what, student_id, `${occurrence}/${mail}`, before, after].join(" "),
  );

describe("the mails that an import changes", () => {
  test("are those by which the two rosters differ: a fifth year, a leave, somebody gone, two new", async () => {
    const { take } = await imported();
    await take(OLD);
    const { summary, lines } = await take(NEW);
    const difference = await differenceBetween(OLD, NEW);
    const named = asRead(difference).filter((line) => !/^\w+ [EF] /.test(line));
    expect(asTold(lines.filter((one) => one.student_id !== "")).toSorted()).toEqual(named.toSorted());
    expect(named.some((line) => line.startsWith("lost D "))).toBe(true);
    expect(summary?.mails).toMatchObject({
      ...{ gained: difference.gains.length, lost: difference.loses.length, moved: difference.moves.length },
    });
    const ofNew = lines.filter((one) => one.student_id === "");
    expect(ofNew.every((one) => one.students === "2" && one.what === "gained")).toBe(true);
    expect(2 * ofNew.length).toBe(difference.gains.filter(({ studentId }) => /[EF]/.test(studentId)).length);
  });

  test("come back by importing the old file again", async () => {
    const { take } = await imported();
    await take(OLD);
    const students = NEW.slice(0, 3);
    const there = await take(students);
    const back = await take(OLD.slice(0, 3));
    const turned: Record<string, string> = { gained: "lost", lost: "gained", moved: "moved" };
    const reversed = there.lines.map((one) => ({
      ...one,
      ...{ what: turned[one.what ?? ""] ?? "", before: one.after ?? "", after: one.before ?? "" },
    }));
    expect(there.lines.length).toBeGreaterThan(0);
    expect(asTold(back.lines).toSorted()).toEqual(asTold(reversed).toSorted());
  });

  test("are none, and are not told of, where a file changes nobody", async () => {
    const { take, records } = await imported();
    await take(OLD);
    const { summary, lines } = await take(OLD);
    expect(lines).toEqual([]);
    expect(summary?.mails).toBeUndefined();
    expect((await records.imports.all())[0]?.mails).toBeDefined();
  });

  test("are recorded in numbers, without anybody's id", async () => {
    const { take, records } = await imported();
    await take(OLD);
    await take(NEW.slice(0, 1));
    const [newest] = await records.imports.all();
    expect(newest?.mails?.occurrences.length).toBeGreaterThan(0);
    expect(JSON.stringify(newest?.mails)).not.toMatch(/"A"|studentId/);
  });
});
