import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sampleFiles } from "../../local/sample-school/files.ts";
import { sampleSchool } from "../../local/sample-school/sample-school.ts";

describe("the sample school", () => {
  test("is the one that is committed; to change it, run `npx node local/sample-school/write.ts`", async () => {
    for (const [name, text] of Object.entries(await sampleFiles()))
      expect(readFileSync(new URL(`../../local/sample-school/${name}`, import.meta.url), "utf8")).toBe(text);
  });

  test("has four classes of both tracks, with no id, address or code twice", () => {
    const { roster, lateJoiner } = sampleSchool(1);
    const everybody = [...roster, ...lateJoiner];
    expect(roster).toHaveLength(660);
    for (const column of ["student_id", "email"] as const)
      expect(new Set(everybody.map((row) => row[column])).size).toBe(everybody.length);
    const classes = new Set(roster.map((row) => `${row.track} ${row.matriculation_year}`));
    expect(classes.size).toBe(8);
  });

  test("has students on leave, fifth years and one who comes late", () => {
    const { roster, lateJoiner } = sampleSchool(1);
    expect(roster.filter((row) => row.status === "leave").length).toBeGreaterThan(3);
    expect(roster.some((row) => Number(row.graduation_year) - Number(row.matriculation_year) === 5)).toBe(true);
    expect(lateJoiner).toHaveLength(1);
  });

  test("keeps to addresses that can never reach anybody", () => {
    const { roster } = sampleSchool(1);
    for (const row of roster) expect(row.email).toMatch(/^[a-z]+\.[a-z]+@students\.example\.edu$/);
  });

  test("answers invitations in every way: yes, no, with a guest, otherwise later, and more of them than there are seats", () => {
    const rows = readFileSync(new URL("../../local/sample-school/answers.csv", import.meta.url), "utf8").split("\n");
    const said = rows.map((row) => row.split(",")).filter(([, , item = ""]) => item.startsWith("session:"));
    const answers = (item: string) =>
      said
        .filter(([, , of]) => of === `session:${item}`)
        .map(([, student = "", , answer = ""]) => ({ student, answer }));
    const dermatology = answers("sis-dermatology-2026");
    const yes = dermatology.filter(({ answer }) => answer === "yes").map(({ student }) => student);
    const no = dermatology.filter(({ answer }) => answer === "no").map(({ student }) => student);
    expect(yes.length).toBeGreaterThan(60);
    expect(no.some((student) => yes.includes(student))).toBe(true);
    expect(no.some((student) => !yes.includes(student))).toBe(true);
    expect(answers("sis-anesthesiology-2026").length).toBeLessThan(60);
    expect(said.some(([, , , , guests]) => guests === "1")).toBe(true);
  });

  test("is another school under another seed", () => {
    expect(sampleSchool(1)).toEqual(sampleSchool(1));
    expect(sampleSchool(1)).not.toEqual(sampleSchool(2));
  });
});
