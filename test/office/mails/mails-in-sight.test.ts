import { beforeAll, describe, expect, test } from "vitest";
import type { Parts } from "#adapters/parts/parts.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { linkExpiresAt, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { MailStateName } from "#domain/parts/mail-states.ts";
import type { Part } from "#domain/parts/part.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import { Student } from "#domain/people/student.ts";
import { addDays } from "#domain/time/dates.ts";
import { readRules } from "#files/program-folder/index.ts";
import { mailsInSight, unknownNamed } from "#office/mails/mails-in-sight.ts";
import { listRejected, listUnknown } from "../../../cli/stage/decide-mails.ts";
import { createConsole } from "../../../local/console/create-console.ts";
import { fakeSystem } from "../../console/fake-system.ts";
import { student } from "../../domain/calendar/program.fixture.ts";
import { SEVEN_MILESTONES } from "../../programs/seven-milestones.ts";

/** One student of each class that the program knows in 2027; those of 2029 are all on leave. */
const CLASSES = ["pathways", "hst"].flatMap((track) =>
  [2021, 2022, 2023, 2024, 2025, 2026, 2027].map((year) =>
    student({
      schoolId: `${track}-${year}`,
      email: `${track}-${year}@example.edu`,
      track,
      anchors: { matriculation: year, graduation: year + 4 },
      status: year === 2025 ? "leave" : "active",
    }),
  ),
);
const DAYS = Array.from({ length: 365 }, (_, day) => `${addDays("2027-01-01", day)}T16:00:00.000Z`);

let program: Program;
let now: string;
let state: MailStateName;

beforeAll(async () => {
  const read = await readRules(SEVEN_MILESTONES);
  if (!read.ok) throw new Error("the program has a fault");
  program = read.program;
  [now, state] = [DAYS[0] ?? "", "ambiguous"];
});

/** A school in which every mail whose time has come stands at one state. */
const partsOf = async (occurrence: string): Promise<Part[]> =>
  CLASSES.flatMap((one) => {
    const found = occurrencesFor(program, one).find(({ id }) => id === occurrence);
    const waves = found?.waves.filter(({ at }) => at <= now) ?? [];
    if (found === undefined || waves.length === 0) return [];
    const mails = waves.map(({ name, at }) => [name, { state, plannedAt: at, attempt: 1, at }] as const);
    const of = { occurrence, milestone: found.milestone.id, student: one.schoolId, cohort: cohortOf(one) };
    return [{ ...of, revision: 0, mails: Object.fromEntries(mails) }];
  });
const roster = {
  enrolled: async () =>
    CLASSES.map((one) => Student.parse({ ...one, program: "hms", person: one.schoolId, joinedOn: "2020-08-01" })),
};
const parts: Pick<Parts, "ofOccurrence" | "decide"> = { ofOccurrence: partsOf, decide: async () => false };

/** What the command line lists, each as `<occurrence>/<wave>/<student>`. */
const listed = async (list: typeof listUnknown): Promise<string[]> => {
  let said = "";
  const out = { write: (text: string) => (said += text) };
  const never = async () => false;
  const queue = async () => ({ send: async () => {} });
  const { auditLog } = memoryRecords();
  const asking = { out, err: out, now, user: "rvance", ask: never };
  await list({ program, parts, auditLog, queue, ...asking, students: async () => undefined });
  return [...said.matchAll(/^(\S+@\d{4}\/\S+)/gm)].map(([, name = ""]) => name).sort();
};

/** What the page “Failures” lists, under the same names. */
const shown = async (ask: ReturnType<typeof createConsole>): Promise<string[]> => {
  const page = await (await ask(new Request("http://localhost:3000/failures"))).text();
  const forms = page.match(/<form method="get" action="\/unknown"[\s\S]*?<\/form>/g) ?? [];
  const of = (form: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1];
  const single = forms.filter((form) => of(form, "student") !== undefined);
  return single.map((form) => `${of(form, "occurrence")}/${of(form, "wave")}/${of(form, "student")}`).sort();
};

/** The console of that school; `tell` says that its clock has moved. */
const openConsole = () => {
  const fake = fakeSystem(program, CLASSES, "2026-12-31T16:00:00.000Z");
  const ask = createConsole(
    { ...fake, now: () => now, records: { ...fake.records, parts: { ...fake.records.parts, ...parts } } },
    { program, lateJoiner: "" },
  );
  return { ask, tell: () => fake.meet("nobody", {}) };
};

describe("the mails of which nobody knows whether they went out", () => {
  test("are the same at the command line and on the page, on every day of a year", async () => {
    const differing: string[] = [];
    const { ask, tell } = openConsole();
    for (now of DAYS) {
      tell();
      const [line, page] = [await listed(listUnknown), await shown(ask)];
      if (line.length === 0 || line.join() !== page.join()) differing.push(now);
    }
    expect(differing).toEqual([]);
  });

  test("are in sight from the hour they go out until their links answer no more, also of a class on leave", async () => {
    const sight = new Map<string, string[]>();
    for (now of DAYS)
      for (const { part, wave } of await mailsInSight({ program, people: roster, parts }, ["ambiguous"], now)) {
        const name = `${part.occurrence}/${wave}/${part.student}`;
        sight.set(name, [...(sight.get(name) ?? []), now.slice(0, 10)]);
      }
    const spans = [...sight].map(([name, days]) => `${name} ${days[0]} to ${days.at(-1)}, ${days.length} days`);
    expect(spans.filter((span) => span.includes("pathways-2025"))).toMatchInlineSnapshot(`
      [
        "cim-access-code@2025/open/pathways-2025 2027-01-01 to 2027-12-31, 365 days",
        "retake-cim-survey@2027/open/pathways-2025 2027-04-01 to 2027-07-28, 119 days",
        "retake-cim-survey@2027/remind-1/pathways-2025 2027-04-08 to 2027-07-28, 112 days",
        "retake-cim-survey@2027/remind-2/pathways-2025 2027-04-15 to 2027-07-28, 105 days",
        "retake-cim-survey@2027/remind-3/pathways-2025 2027-04-22 to 2027-07-28, 98 days",
        "retake-cim-survey@2027/last-call/pathways-2025 2027-04-28 to 2027-07-28, 92 days",
      ]
    `);
    expect(spans.filter((span) => span.includes("hst-2023"))).toMatchInlineSnapshot(`
      [
        "cim-access-code@2023/open/hst-2023 2027-01-01 to 2027-12-31, 365 days",
        "match-day@2027/open/hst-2023 2027-03-19 to 2027-06-16, 90 days",
      ]
    `);
    for (const one of CLASSES)
      for (const occurrence of occurrencesFor(program, one))
        for (const { name, at } of occurrence.waves) {
          // An access code is never too late, so its mail may have gone out yesterday.
          const isForGood = occurrence.milestone.id === "cim-access-code";
          const expected = DAYS.filter((day) => day >= at && (isForGood || day < linkExpiresAt(program, occurrence)));
          const found = sight.get(`${occurrence.id}/${name}/${one.schoolId}`) ?? [];
          expect(found).toEqual(expected.map((day) => day.slice(0, 10)));
        }
  });

  test("can be named however old they are", async () => {
    [now] = [DAYS[364] ?? ""];
    const named = { occurrence: "match-day@2025", wave: "open" };
    expect((await unknownNamed({ parts }, named)).map(({ part }) => part.student)).toEqual([
      "pathways-2021",
      "hst-2021",
    ]);
    expect(await unknownNamed({ parts }, { ...named, student: "hst-2021", attempt: 2 })).toEqual([]);
  });
});

test("the mails that SES refused are in sight as long", async () => {
  [now, state] = ["2027-06-15T16:00:00.000Z", "rejected"];
  const rejected = await mailsInSight({ program, people: roster, parts }, ["rejected"], now);
  expect(await listed(listRejected)).toEqual(
    rejected.map(({ part, wave }) => `${part.occurrence}/${wave}/${part.student}`).sort(),
  );
  expect(new Set(rejected.map(({ part }) => part.occurrence))).toContain("match-day@2027");
});
