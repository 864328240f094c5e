import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import Handlebars from "handlebars";
import { beforeAll, describe, expect, test } from "vitest";
import { occurrencesFor, occurrencesIn } from "#domain/calendar/occurrences.ts";
import { isOfLeave } from "#domain/calendar/when.ts";
import { DIGEST_TEMPLATE } from "#domain/mail/digest.ts";
import {
  DIGEST_FIELDS,
  LAYOUT_FIELDS,
  NOTICE_FIELDS,
  RECIPIENT_FIELDS,
  SESSION_FIELDS,
  trackField,
} from "#domain/mail/mail-fields.ts";
import { NOTICE_TEMPLATE } from "#domain/sessions/invitation.ts";
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
  test("is read with no warning but of national dates that nobody has confirmed", () => {
    const awaited = /^nrmp\.(?:rank-order-list-deadline|match-status) of \d{4} is (?:not known|provisional)/;
    expect(read.warnings.filter(({ what }) => !awaited.test(what) || what.includes(" of 2026 "))).toEqual([]);
  });

  test("has the milestones whose ids are public", () => {
    expect(read.program.milestones.map(({ id }) => id)).toEqual([
      "cim-access-code",
      "professional-development-week",
      "intro-cim-survey",
      "finding-your-specialty",
      "finding-your-specialty-hsdm",
      "step-1-support-preclerkship",
      "advising-preclerkship",
      "communication-on-the-wards",
      "post-pce-preparation-pathways",
      "rising-third-years-hst",
      "hst-pce-advising",
      "advising-pce",
      "retake-cim-survey",
      "fifth-year-panel",
      "fifth-year-options-hst",
      "step-1-support-pce",
      "how-i-chose-my-specialty",
      "advising-post-pce",
      "road-to-residency-1",
      "residency-checklist",
      "competitive-application-series",
      "road-to-residency-2",
      "society-career-selection-meeting",
      "specialty-career-selection-meeting",
      "step-2-ck-workshop",
      "mspe-checklist",
      "application-documents-workshop",
      "applying-with-eras",
      "interview-introduction",
      "practice-interviews",
      "rank-list-panel",
      "rank-list-certified",
      "match-week",
      "match-day",
      "post-match-survey",
      "intern-year-panel",
      "on-leave",
      "on-leave-a-word",
      "return-in-ten-weeks",
      "return-next-week",
    ]);
    expect(read.program.series?.map(({ id }) => id)).toEqual([
      "specialty-interest-series",
      "student-specialty-interest-groups",
      "clinician-scientist-series",
      "conversations-in-medical-life",
      "lessons-learned-along-the-way",
      "women-in-medicine",
      "independent-and-private-practice",
      "hst-career-planning-dinners",
      "hst-dinners",
      "alternative-medical-career-panel",
      "degree-information-sessions",
      "fifth-year-option-information-session",
      "pce-panels",
    ]);
  });

  test("has a word for who is away, and leads back from ten weeks before the return", () => {
    const leave = { leaveFrom: "2027-09-01", leaveUntil: "2028-06-30" };
    const student = { track: "hst", anchors: { matriculation: 2026, graduation: 2031 }, ...leave };
    const ofLeave = occurrencesFor(read.program, student).filter(({ milestone }) => isOfLeave(milestone));
    expect(ofLeave.map(({ id, opens }) => `${id} ${opens}`)).toEqual([
      "on-leave@2027-09-08 2027-09-08",
      "on-leave-a-word@2027-12-30 2027-12-30",
      "return-in-ten-weeks@2028-04-22 2028-04-24",
      "return-next-week@2028-06-24 2028-06-26",
    ]);
  });

  test("asks for the survey again in April, on the days that were promised", () => {
    const names = ["open", "remind-1", "remind-2", "remind-3", "last-call"];
    const on = (days: string[]) => names.map((name, index) => `${name} 04-${days[index]}`);
    expect(daysOf("retake-cim-survey", 2027)).toEqual(on(["01", "08", "15", "22", "28"]));
    expect(daysOf("retake-cim-survey", 2028)).toEqual(on(["03", "10", "17", "24", "27"]));
  });

  test("asks again in words of their own each time", () => {
    for (const { id, ask, mails } of read.program.milestones.filter((one) => one.ask !== undefined)) {
      const ladder = [mails.open, mails.remind ?? [], mails.lastCall ?? []].flat();
      expect(ladder, id).toHaveLength(2 + (ask?.remindAfterDays.length ?? 0));
      const said = ladder.map((mail) => read.templates.find((template) => template.id === mail));
      for (const part of ["subject", "text"] as const)
        expect(new Set(said.map((template) => template?.[part])).size, id).toBe(ladder.length);
    }
  });

  test("asks for two meetings of HST students in their clinical year, and for one in each other phase", () => {
    const asked = (id: string) => read.program.milestones.find((one) => one.id === id)?.ask;
    const partsOf = (id: string) => {
      const ask = asked(id);
      return ask?.type === "answer" ? ask.answers.filter(({ isPart }) => isPart).map((one) => one.id) : [];
    };
    expect(partsOf("hst-pce-advising")).toEqual(["first-meeting", "second-meeting"]);
    for (const id of ["advising-preclerkship", "advising-pce", "advising-post-pce"])
      expect(asked(id)).toMatchObject({ attests: { type: "meet", with: "society-advisor" } });
    expect(partsOf("application-documents-workshop")).toEqual(["statement", "curriculum-vitae", "letter-writers"]);
  });

  test("never asks for a rank list, only whether it is certified", () => {
    const ask = read.program.milestones.find(({ id }) => id === "rank-list-certified")?.ask;
    expect(ask?.type === "answer" && ask.answers.map(({ id }) => id)).toEqual(["certified", "not-yet"]);
  });

  test("asks HST students, who had no first survey, for one in words that name no other", () => {
    const ladder = read.templates.filter(({ id }) => id.startsWith("retake-cim-survey"));
    expect(ladder).toHaveLength(5);
    const values = Object.fromEntries([...RECIPIENT_FIELDS, ...LAYOUT_FIELDS].map((field) => [field, `<${field}>`]));
    for (const { id, html, text, subject } of ladder)
      for (const part of [html, text, subject]) {
        const readBy = (track: string) =>
          Handlebars.compile(part, { strict: true, noEscape: true })({
            text: { ...values, track_hst: track },
            html: values,
          });
        expect.soft(readBy("hst"), id).not.toMatch(/\bagain\b|second|retake|first survey/i);
      }
  });

  test("gives no day to what the school has not set: it is unscheduled, and nothing goes out", () => {
    const windows = read.program.milestones.filter(({ when }) => when.type === "window").map(({ id }) => id);
    expect(windows).toHaveLength(17);
    for (const id of windows.filter((one) => one !== "application-documents-workshop"))
      expect(occurrencesIn(read.program, id, 2027)).toEqual([]);
  });

  test("asks for the documents of an application once the month of its workshop is over", () => {
    // In which years, sessions say.
    const [asked, ...others] = occurrencesIn(read.program, "application-documents-workshop", 2027);
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ id: "application-documents-workshop@2027", nominal: "2027-05-31" });
    expect(asked?.waves.map(({ name, day }) => `${name} ${day}`)).toEqual([
      ...["remind-1 2027-06-15", "remind-2 2027-07-08", "last-call 2027-07-29"],
    ]);
  });

  test("asks dental students for nothing, and tells them of one session", () => {
    const theirs = read.program.milestones.filter(({ audience }) => audience.tracks.includes("hsdm"));
    expect(theirs.map(({ id, ask }) => [id, ask])).toEqual([["finding-your-specialty-hsdm", undefined]]);
  });

  test("has an owner for everything, whose role the school has", () => {
    const roles = Object.keys(read.program.school.roles ?? {});
    for (const { id, owner } of [...read.program.milestones, ...(read.program.series ?? [])])
      expect(roles, id).toContain(owner);
  });

  test("lets students decline what only informs them, and nothing that is asked of everybody", () => {
    const kinds = Object.groupBy(read.program.milestones, ({ mail }) => mail);
    const asked = read.program.milestones.filter(({ ask }) => ask !== undefined).map(({ id }) => id);
    const optional = ["application-documents-workshop", "post-match-survey"];
    expect(kinds.essential?.map(({ id }) => id)).toEqual(
      ["cim-access-code", ...asked].filter((id) => !optional.includes(id)),
    );
    expect(kinds.residency?.map(({ id }) => id)).toEqual([
      "application-documents-workshop",
      "applying-with-eras",
      "interview-introduction",
      "practice-interviews",
      "rank-list-panel",
    ]);
    expect(kinds.match?.map(({ id }) => id)).toEqual(["match-week", "match-day"]);
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

  test("has a template for every mail of the calendar, and two that the school has anyway", () => {
    const all = [...read.program.milestones, ...(read.program.forMarked ?? [])];
    const sent = new Set(all.flatMap(({ mails }) => Object.values(mails).flat()));
    expect(new Set(read.templates.map(({ id }) => id))).toEqual(new Set([...sent, DIGEST_TEMPLATE, NOTICE_TEMPLATE]));
  });

  test("uses the same fields in the HTML and in the plain text of each mail, and fills in the school's", () => {
    for (const { id, html, text, subject } of read.templates) {
      const used = (part: string) =>
        [...new Set([...part.matchAll(/\{\{\w+\.(\w+)\}\}/g)].map(([, name]) => name))].toSorted();
      const fields = [
        ...RECIPIENT_FIELDS,
        ...LAYOUT_FIELDS,
        ...DIGEST_FIELDS,
        ...SESSION_FIELDS,
        ...NOTICE_FIELDS,
        ...read.program.tracks.map((track) => trackField(track.id)),
      ];
      const values = Object.fromEntries(fields.map((field) => [field, `<${field}>`]));
      expect.soft(used(text), id).toEqual(expect.arrayContaining(["firstName"]));
      expect.soft(used(html), id).toEqual(expect.arrayContaining(used(text)));
      expect.soft(html, id).not.toContain("{{text.firstName}}");
      for (const part of [html, text, subject])
        expect
          .soft(Handlebars.compile(part, { strict: true, noEscape: true })({ text: values, html: values }), id)
          .not.toMatch(/\{\{|\}\}/);
    }
  });

  test("names at the foot of each mail who is in charge of it", () => {
    const roles = read.program.school.roles ?? {};
    for (const { owner = "", mails } of read.program.milestones)
      for (const { id, html, text } of read.templates.filter((template) => template.id === mails.open)) {
        expect.soft(text.replaceAll("\n", " "), id).toContain(`In charge of this: ${roles[owner]?.title}, `);
        expect.soft(html, id).toContain(`<a href="mailto:${roles[owner]?.email}"`);
      }
  });

  test("puts the facts of a session and its button into the mails of what has no day but its sessions'", () => {
    const all = read.program.milestones;
    const invites = all.filter(({ when }) => when.type === "window" || when.type === "session");
    expect(invites.length).toBeGreaterThan(10);
    const withFacts = read.templates.filter(({ html }) => html.includes("{{html.session}}")).map(({ id }) => id);
    expect(new Set(withFacts)).toEqual(new Set([...invites.map(({ mails }) => mails.open), NOTICE_TEMPLATE]));
    for (const { id, html, text } of read.templates.filter((one) => withFacts.includes(one.id))) {
      expect.soft(html.indexOf("</h1>"), id).toBeLessThan(html.indexOf("{{html.session}}"));
      expect.soft(html, id).toContain('href="{{html.sessionLink}}"');
      expect.soft(text.indexOf("{{text.session}}"), id).toBeLessThan(text.indexOf("{{text.sessionLink}}"));
    }
  });

  test("gives each mail exactly one title", () => {
    for (const { id, html } of read.templates) {
      const words = html.includes("{{#if text.track_") ? 2 : 1;
      expect.soft(html.match(/<h1 /g)?.length, id).toBeLessThanOrEqual(words);
    }
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

  test.each(["school", "tracks"])("%s.yaml names its schema in the first line", async (name) => {
    const [first] = (await readFile(join(PROGRAM, "hms", `${name}.yaml`), "utf8")).split("\n");
    expect(first).toBe(`# yaml-language-server: $schema=../schema/${name}.json`);
  });

  test("each file of the calendar names its schema in the first line", async () => {
    const folder = join(PROGRAM, "hms", "calendar");
    for (const name of await readdir(folder)) {
      const [first] = (await readFile(join(folder, name), "utf8")).split("\n");
      expect(first, name).toBe("# yaml-language-server: $schema=../../schema/calendar.json");
    }
  });
});
