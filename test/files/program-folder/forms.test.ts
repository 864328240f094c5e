import { describe, expect, test } from "vitest";
import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import { answerAskOf } from "#domain/calendar/program.ts";
import { withoutDay } from "#domain/forecast/without-day.ts";
import { BASELINE, readSmall, told } from "./small-program.ts";

const OLD = `    when:
      day: April 1
      phase: early
`;

const NATIONAL = `dates:
  - { name: nrmp.ranking-opens, year: 2028, at: "2028-02-01T12:00", zone: America/New_York, kind: published,
      source: "https://www.nrmp.org/x", readOn: 2027-09-01 }
  - { name: nrmp.ranking-opens, year: 2029, at: "2029-02-01T12:00", zone: America/New_York, kind: provisional }
`;

const ROLES = "roles: { director: { title: Director, email: director@example.edu } }\n";

/** The small program, whose survey falls otherwise; `more` goes below its `when`. */
const when = (written: string, more = "") => ({
  ...BASELINE,
  "school.yaml": `${BASELINE["school.yaml"]}${ROLES}`,
  "calendar.yaml": (BASELINE["calendar.yaml"] ?? "").replace(OLD, `    when: ${written}\n${more}`),
  "national/nrmp.yaml": NATIONAL,
});

const student = { track: "long", anchors: { matriculation: 2026, graduation: 2030 } };

const daysOf = async (written: string, of = student) => {
  const { program } = await readSmall(when(written));
  const found = occurrencesFor(program, of).filter(({ milestone }) => milestone.id === "survey");
  return found.map(({ id, nominal }) => `${id} ${nominal}`);
};

describe("a milestone falls", () => {
  test.each([
    ["{ days: 30, after: { phase: late } }", ["survey@2029-05-31 2029-05-31"]],
    ["{ days: 30, before: { phase: late } }", ["survey@2029-04-01 2029-04-01"]],
    ["{ days: 7, after: { milestone: news } }", ["survey@2026 2026-10-27"]],
    ["{ day: February 29, year: matriculation + 1 }", ["survey@2027 2027-02-28"]],
    ["{ window: { from: February 1, to: March 31 }, phase: early }", []],
    ["{ session: { daysBefore: 14 } }", []],
  ])("by %s", async (written, days) => {
    const { faults } = await told(when(written));
    expect(faults).toEqual([]);
    expect(await daysOf(written)).toEqual(days);
  });

  test("by a national date only in years in which it is sure", async () => {
    const written = "{ days: 14, before: { national: nrmp.ranking-opens }, year: graduation }";
    const graduating = (graduation: number) => ({ ...student, anchors: { matriculation: 2025, graduation } });
    expect(await daysOf(written, graduating(2028))).toEqual(["survey@2028 2028-01-18"]);
    expect(await daysOf(written, graduating(2029))).toEqual([]);
  });

  test("for who is off the usual path on a day of their own", async () => {
    const own = { ...student, begins: { late: "2029-06-10" } };
    expect(await daysOf("{ days: 1, after: { phase: late } }", own)).toEqual(["survey@2029-06-11 2029-06-11"]);
  });
});

test("what has no day is told with its owner, and goes out to nobody", async () => {
  const written = "{ days: 14, before: { national: nrmp.ranking-opens }, year: graduation }";
  const { program } = await readSmall(when(written, "    owner: director\n"));
  const year = { from: "2028-08-01", to: "2029-07-31" };
  const graduates = [{ ...student, anchors: { matriculation: 2025, graduation: 2029 } }];
  expect(withoutDay(program, graduates, year)).toEqual({
    held: [
      {
        occurrence: "survey@2029",
        reason: "nrmp.ranking-opens of 2029 is provisional: nobody has confirmed it",
        owner: "director",
      },
    ],
    unscheduled: [],
  });
  const windowed = await readSmall(when("{ window: { from: November 1, to: February 10 }, phase: early }"));
  expect(withoutDay(windowed.program, [student], { from: "2027-02-01", to: "2027-02-02" })).toEqual({
    held: [],
    unscheduled: [{ milestone: "survey", window: { from: "2026-11-01", to: "2027-02-10" } }],
  });
});

test.each([
  ["{ days: 7 }", "6: Days are counted before or after something. Write before: or after:, and one of them."],
  ["{ days: 7, after: { phase: laet } }", "6: The track long has no phase laet. Did you mean late?"],
  ["{ days: 7, after: { milestone: nwes } }", "6: There is no milestone nwes to count from. Did you mean news?"],
  [
    "{ days: 7, after: { milestone: survey } }",
    "6: These count from each other, so that none has a day: survey, survey. Give one of them a day of its own.",
  ],
  [
    "{ days: 7, before: { national: nrmp.ranking-open }, year: graduation }",
    "6: There is no national date nrmp.ranking-open. Did you mean nrmp.ranking-opens?",
  ],
  [
    "{ days: 7, before: { national: nrmp.ranking-opens } }",
    "6: It is not said of which year this national date is. Add year: graduation, or another.",
  ],
  ["{ window: { from: May 1, to: May 2 } }", "6: It is not said in which year this falls. Add year: or phase: to it."],
  [
    "{ day: May 1, window: { from: May 1, to: May 2 }, phase: early }",
    "6: A milestone falls by day or by window, not by both. Remove one of the two.",
  ],
  [
    "{ days: 400, before: { phase: early } }",
    "6: It falls on 2025-06-27 for long students who enter in 2026: before they enter. Count fewer days.",
  ],
])("%s is told with its line and how to mend it", async (written, fault) => {
  const { faults } = await told(when(written));
  expect(faults).toContain(`calendar.yaml:${fault}`);
});

test.each([
  ["{ days: 7, after: { leave: true } }", "leave", 7],
  ["{ days: 70, before: { return: true } }", "return", -70],
])("%s is counted from the days of a student's leave", async (written, edge, days) => {
  const { program } = await readSmall(when(written));
  expect(program.milestones[0]?.when).toEqual({ type: "from-leave", edge, days });
  const both = await told(when("{ days: 7, after: { leave: true, phase: early } }"));
  expect(both.faults).toEqual([expect.stringContaining("Days are counted from one thing. Name a phase, a milestone")]);
});

test("a national date that is wanted and not sure is warned of, but not that of a year which may be over", async () => {
  const written = "{ days: 14, before: { national: nrmp.ranking-opens }, year: graduation - 1 }";
  const { warnings } = await told(when(written));
  expect(warnings).toEqual([
    "calendar.yaml:6: nrmp.ranking-opens of 2027 is provisional: nothing goes out by it. Once it is published, add it to " +
      "national/ with its source.",
  ]);
});

test.each([
  ["2028-02-01", "2028-02-01"],
  ["2028-02-01T09:00", "2028-01-31"],
])("a national date, %s in Tokyo, is %s at a school in New York", async (at, day) => {
  const written = when("{ days: 0, after: { national: jp.day }, year: graduation }");
  const date = `dates: [{ name: jp.day, year: 2028, at: "${at}", zone: Asia/Tokyo, kind: rule, source: "https://x.jp/" }]`;
  const { program } = await readSmall({ ...written, "national/nrmp.yaml": date });
  expect(program.milestones[0]?.when).toMatchObject({ dates: { 2028: day } });
});

test("milestones that count from each other are told once, at the first of them", async () => {
  const counting = (id: string, from: string): string =>
    (BASELINE["calendar.yaml"] ?? "")
      .slice((BASELINE["calendar.yaml"] ?? "").indexOf("  - id: news"))
      .replace("id: news", `id: ${id}`)
      .replace(/ {4}when:\n(?: {6}.*\n)+/, `    when: { days: 7, after: { milestone: ${from} } }\n`);
  const circle = [counting("a", "b"), counting("b", "c"), counting("c", "a"), counting("beside", "a")].join("");
  const { faults } = await told({ ...BASELINE, "calendar.yaml": `${BASELINE["calendar.yaml"]}${circle}` });
  expect(faults).toEqual([
    expect.stringContaining("These count from each other, so that none has a day: a, b, c, a. Give one of them"),
  ]);
});

test("an owner whom the school does not name is told", async () => {
  const { faults } = await told(when("{ day: April 1, phase: early }", "    owner: dircetor\n"));
  expect(faults).toEqual([
    "calendar.yaml:7: Nobody holds the role dircetor: school.yaml does not name it. Did you mean director?",
  ]);
});

const ESCALATES = "    escalates: { to: society-advisor, afterReminder: 1 }\n";

test("an escalation names whom it goes to, and after which reminder", async () => {
  const { faults } = await told(when("{ day: April 1, phase: early }", ESCALATES));
  expect(faults).toEqual([]);
  const { program } = await readSmall(when("{ day: April 1, phase: early }", ESCALATES));
  expect(program.milestones[0]?.escalates).toEqual({ to: "society-advisor", afterReminder: 1 });
});

test.each([
  [
    "{ to: society-adviser, afterReminder: 1 }",
    "It escalates to society-adviser, a role that nobody holds. Did you mean society-advisor?",
  ],
  ["{ to: director, afterReminder: 4 }", "There is no reminder 4 here: remindAfterDays has 2. Write a number up to 2."],
])("the escalation %s is told with its line and how to mend it", async (written, fault) => {
  const { faults } = await told(when("{ day: April 1, phase: early }", `    escalates: ${written}\n`));
  expect(faults).toEqual([`calendar.yaml:7: ${fault}`]);
});

test("an escalation of what asks nothing is told", async () => {
  const text = `${BASELINE["calendar.yaml"]}${ESCALATES}`;
  const { faults } = await told({ ...BASELINE, "calendar.yaml": text });
  expect(faults).toEqual([expect.stringContaining("Nothing is asked here, so nobody can be behind. Remove it")]);
});

test("an audience may be written out, and names all tracks where it names none", async () => {
  const text = (BASELINE["calendar.yaml"] ?? "").replace(
    "tracks: [long, bare]",
    "audience: { tracks: [], phases: [late] }",
  );
  const { program } = await readSmall({ ...BASELINE, "calendar.yaml": text });
  expect(program.milestones[1]?.audience).toEqual({ tracks: ["long", "bare"], phases: ["late"] });
});

test("an audience may name societies, degrees and specialties", async () => {
  const own = "societies: [castle], degrees: [md, md-phd], specialties: [internal-medicine]";
  const text = (BASELINE["calendar.yaml"] ?? "").replace("tracks: [long, bare]", `audience: { ${own} }`);
  const { program } = await readSmall({ ...BASELINE, "calendar.yaml": text });
  expect(program.milestones[1]?.audience).toEqual({
    ...{ tracks: ["long", "bare"], societies: ["castle"] },
    ...{ degrees: ["md", "md-phd"], specialties: ["internal-medicine"] },
  });
  const twice = await told({ ...BASELINE, "calendar.yaml": text.replace("md-phd", "md") });
  expect(twice.faults).toEqual([expect.stringContaining("md stands here twice. Remove one of the two.")]);
});

test("an audience that nobody on the usual path can meet is warned of", async () => {
  const { warnings } = await told(when("{ day: April 1, phase: early }", "    phases: [late]\n"));
  expect(warnings).toContainEqual(expect.stringContaining("Nobody on the usual path gets it: on its day"));
  const met = await told(when("{ day: April 1, phase: early }", "    phases: [early]\n"));
  expect(met.warnings.join()).not.toContain("Nobody on the usual path");
});

const ASKS = / {4}asks:\n[\s\S]*?(?= {2}- id: news)/;

const asking = (asks: string) => ({
  ...BASELINE,
  "calendar.yaml": (BASELINE["calendar.yaml"] ?? "").replace(ASKS, `    asks: ${asks}\n`),
});

test.each([
  ["{ type: meet, with: society-advisor }", ["met", "not-yet"]],
  ["{ type: meet, with: society-advisor, count: 2 }", ["all", "first-meeting", "second-meeting", "not-yet"]],
  [
    "{ type: document, items: [{ id: cv, label: CV }, { id: letters, label: Letters }] }",
    ["all", "cv", "letters", "not-yet"],
  ],
])("%s is attested on the student's page, part by part", async (asks, answers) => {
  const { program } = await readSmall(asking(asks));
  const ask = program.milestones[0] && answerAskOf(program.milestones[0]);
  expect(ask?.answers.map(({ id }) => id)).toEqual(answers);
});

const SERIES = `series:
  - id: specialties
    title: Specialty Interest Series
    audience: { tracks: [long], phases: [early] }
    rhythm: { every: 2 weeks, from: September 1, to: September 20 }
    covers: [anesthesiology, surgery]
    attached: [{ id: mentoring, title: Mentoring, kind: drop-in }]
`;

test("series stand in any file of the calendar", async () => {
  const { program } = await readSmall({ ...BASELINE, "calendar/series.yaml": SERIES });
  expect(program.series?.map(({ id }) => id)).toEqual(["specialties"]);
  expect(program.milestones.map(({ id }) => id)).toEqual(["survey", "news"]);
});

test("a series that cannot cover its list is told, and an id that stands in two files", async () => {
  const text = SERIES.replace("surgery", "surgery, radiology").replace("id: specialties", "id: news");
  const { faults } = await told({ ...BASELINE, "calendar/series.yaml": text });
  expect(faults).toHaveLength(2);
  expect(faults[0]).toMatch(/^calendar\/series.yaml:2: The id news is already used on line 23 of .*calendar.yaml\./);
  expect(faults[1]).toBe(
    "calendar/series.yaml:6: It comes 2 times a year and cannot cover 3 things. Let it come more often, or cover less.",
  );
});

test("what is attached to a series has an id of its own", async () => {
  const of = async (id: string) =>
    (await told({ ...BASELINE, "calendar/series.yaml": SERIES.replace("mentoring", id) })).faults;
  expect(await of("news")).toEqual([
    expect.stringMatching(/^calendar\/series.yaml:7: The id news is already used on line 23 of .*calendar.yaml\./),
  ]);
  expect(await of("specialties")).toEqual([expect.stringContaining("The id specialties is already used on line 2.")]);
  expect(await of("Mentoring hour")).toEqual([
    expect.stringContaining('calendar/series.yaml:7: "Mentoring hour" cannot be an id.'),
  ]);
});

test("a rhythm that is said in two ways is told", async () => {
  const text = SERIES.replace(/rhythm: .*/, "rhythm: { times: 2, per: year, from: September 1 }");
  const { faults } = await told({ ...BASELINE, "calendar/series.yaml": text });
  expect(faults).toEqual([
    expect.stringMatching(/^calendar\/series.yaml:\d+: It is not said in one way how often it comes. Write \{ every:/),
  ]);
});

test("what falls on no day for anybody in the years to come is warned of", async () => {
  const never = {
    "calendar.yaml": (BASELINE["calendar.yaml"] ?? "").replace(
      /2026: .*\n.*2027: .*\n.*2028: .*\n/,
      "2041: 2041-10-17\n",
    ),
  };
  const { warnings } = await told({ ...BASELINE, ...never });
  expect(warnings).toContainEqual(
    "calendar.yaml:27: It falls on no day for anybody who enters from 2021 to 2027. " +
      "Look whether its year, its phase and its day fit together.",
  );
});
