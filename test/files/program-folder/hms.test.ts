import { readFile } from "node:fs/promises";
import { join } from "node:path";
import Handlebars from "handlebars";
import { beforeAll, describe, expect, test } from "vitest";
import { occurrencesIn } from "#domain/calendar/occurrences.ts";
import { LAYOUT_FIELDS, RECIPIENT_FIELDS } from "#domain/mail/mail-fields.ts";
import { isQuiet } from "#domain/time/quiet-days.ts";
import type { ReadProgram } from "#files/program-folder/index.ts";
import { readProgram } from "#files/program-folder/index.ts";
import { schemaTexts } from "#files/program-folder/json-schemas.ts";

const PROGRAM = join(import.meta.dirname, "../../../program");

let read: Extract<ReadProgram, { ok: true }>;
beforeAll(async () => {
  const answer = await readProgram(join(PROGRAM, "hms"), 2026);
  if (!answer.ok) throw new Error(JSON.stringify(answer.faults, undefined, 2));
  read = answer;
});

const daysOf = (milestone: string, year: number): string[] =>
  (occurrencesIn(read.program, milestone, year)[0]?.waves ?? []).map(({ name, day }) => `${name} ${day.slice(5)}`);

describe("the default program", () => {
  test("is read without a warning", () => {
    expect(read.warnings).toEqual([]);
  });

  test("has the milestones whose ids are public", () => {
    expect(read.program.milestones.map(({ id }) => id)).toEqual([
      "cim-access-code",
      "intro-cim-survey",
      "retake-cim-survey",
      "road-to-residency-1",
      "road-to-residency-2",
      "applying-with-eras",
      "match-day",
    ]);
  });

  test("asks for the survey again in April, on the days that were promised", () => {
    const names = ["open", "remind-1", "remind-2", "remind-3", "last-call"];
    const on = (days: string[]) => names.map((name, index) => `${name} 04-${days[index]}`);
    expect(daysOf("retake-cim-survey", 2027)).toEqual(on(["01", "08", "15", "22", "28"]));
    expect(daysOf("retake-cim-survey", 2028)).toEqual(on(["03", "10", "17", "24", "27"]));
  });

  test("reminds three times, each time in words of its own", () => {
    for (const milestone of ["intro-cim-survey", "retake-cim-survey"]) {
      const mails = occurrencesIn(read.program, milestone, 2027)[0]?.waves.map(({ template }) => template) ?? [];
      expect(mails).toHaveLength(5);
      const said = mails.map((id) => read.templates.find((template) => template.id === id));
      for (const part of ["subject", "text"] as const)
        expect(new Set(said.map((template) => template?.[part])).size, milestone).toBe(5);
    }
  });

  test("asks for an answer wherever it asks, without saying so", () => {
    expect(read.program.milestones.flatMap(({ ask }) => ask?.type ?? [])).toEqual(["answer", "answer"]);
  });

  test("lets students decline what only informs them, and nothing that is asked of everybody", () => {
    const kinds = Object.groupBy(read.program.milestones, ({ mail }) => mail);
    expect(kinds.essential?.map(({ id }) => id)).toEqual(["cim-access-code", "intro-cim-survey", "retake-cim-survey"]);
    expect(kinds.calendar).toHaveLength(2);
    expect(kinds.residency?.map(({ id }) => id)).toEqual(["applying-with-eras"]);
    expect(kinds.match?.map(({ id }) => id)).toEqual(["match-day"]);
  });

  test("keeps Match Day on the third Friday of March", () => {
    expect([2028, 2029].map((year) => occurrencesIn(read.program, "match-day", year)[0]?.opens)).toEqual([
      "2028-03-17",
      "2029-03-16",
    ]);
  });

  test("moves Road to Residency off the weekend and the holiday of January 2028", () => {
    expect(occurrencesIn(read.program, "road-to-residency-1", 2028)[0]?.opens).toBe("2028-01-18");
  });

  test("sets a working day for the first survey of each class that enters from 2022 to 2030", () => {
    const when = read.program.milestones.find(({ id }) => id === "intro-cim-survey")?.when;
    const dates = when !== undefined && "dates" in when ? when.dates : {};
    expect(Object.keys(dates)).toEqual(["2022", "2023", "2024", "2025", "2026", "2027", "2028", "2029", "2030"]);
    for (const [year, date] of Object.entries(dates)) {
      expect(date.slice(0, 4)).toBe(year);
      expect(isQuiet(read.program.school, date)).toBe(false);
    }
  });

  test("has a template for every mail of the calendar, and no other", () => {
    const sent = new Set(read.program.milestones.flatMap(({ mails }) => Object.values(mails).flat()));
    expect(new Set(read.templates.map(({ id }) => id))).toEqual(sent);
  });

  test("uses the same fields in the HTML and in the plain text of each mail, and fills in the school's", () => {
    for (const { id, html, text, subject } of read.templates) {
      const used = (part: string) =>
        [...new Set([...part.matchAll(/\{\{\w+\.(\w+)\}\}/g)].map(([, name]) => name))].toSorted();
      const values = Object.fromEntries([...RECIPIENT_FIELDS, ...LAYOUT_FIELDS].map((field) => [field, `<${field}>`]));
      expect.soft(used(text), id).toEqual(expect.arrayContaining(["firstName"]));
      expect.soft(used(html), id).toEqual(expect.arrayContaining(used(text)));
      expect.soft(html, id).not.toContain("{{text.firstName}}");
      for (const part of [html, text, subject])
        expect
          .soft(Handlebars.compile(part, { strict: true, noEscape: true })({ text: values, html: values }), id)
          .not.toMatch(/\{\{|\}\}/);
    }
  });

  test("gives each mail exactly one title", () => {
    for (const { id, html } of read.templates) expect.soft(html.match(/<h1 /g), id).toHaveLength(1);
  });

  test("leads to the page of the access code and never puts the code in the mail", () => {
    const mail = read.templates.find(({ id }) => id === "cim-access-code");
    expect(mail?.text).toContain("Show my access code:\n{{text.link}}");
    expect([...(mail?.html ?? "").matchAll(/\{\{(\w+\.\w+)\}\}/g)].map(([, name]) => name).toSorted()).toEqual([
      "html.alsoOpen",
      "html.firstName",
      "text.link",
      "text.preferences",
    ]);
  });
});

describe("the JSON Schemas for editors", () => {
  test.each(Object.entries(schemaTexts()))(
    "%s is what the code exports (files/program-folder/write-schemas.ts writes it)",
    async (name, text) => {
      expect(await readFile(join(PROGRAM, "schema", name), "utf8")).toBe(text);
    },
  );

  test.each(["school", "tracks", "calendar"])("%s.yaml names its schema in the first line", async (name) => {
    const [first] = (await readFile(join(PROGRAM, "hms", `${name}.yaml`), "utf8")).split("\n");
    expect(first).toBe(`# yaml-language-server: $schema=../schema/${name}.json`);
  });
});
