import { expect, test } from "vitest";
import { BASELINE, readSmall, told } from "../small-program.ts";

const HELP = `  - id: help
    title: Help
    kind: observance
    audience: { tracks: [long], marked: unmatched }
    when: { days: 0, after: { national: nrmp.match-week }, year: graduation }
    exact: true
    mails: { open: news }
    mail: match
`;

const withHelp = (help: string, deans = "deans: [dean@example.edu]\n") => ({
  ...BASELINE,
  "school.yaml": `${BASELINE["school.yaml"]}${deans}`,
  "calendar.yaml": `${BASELINE["calendar.yaml"]}${help}`,
});

test("what goes to the marked is read into a place of its own", async () => {
  const { program } = await readSmall(withHelp(HELP));
  expect(program.milestones.map(({ id }) => id)).toEqual(["survey", "news"]);
  expect(program.forMarked?.map(({ id }) => id)).toEqual(["help"]);
  expect(program.school.deans).toEqual(["dean@example.edu"]);
});

test.each([
  ["where no deans are named", HELP, "", "calendar.yaml:37: Nobody may mark anybody: school.yaml names no deans."],
  [
    "where it waits for the end of Match Week",
    HELP.replace("mail: match", "mail: calendar"),
    undefined,
    "calendar.yaml:41: Other mail waits",
  ],
  [
    "where its mail links to a page",
    HELP.replace("open: news", "open: survey"),
    undefined,
    "calendar.yaml:40: survey links to a page",
  ],
  [
    "where it is of no year's Match",
    HELP.replace("year: graduation", "year: matriculation"),
    undefined,
    "calendar.yaml:38: A mark is for",
  ],
  ["of another mark", HELP.replace("unmatched", "late"), undefined, 'calendar.yaml:37: "marked" cannot be "late"'],
])("it is told of a fault %s", async (_, help, deans, fault) => {
  const { faults } = await told(withHelp(help, deans));
  expect(faults[0]).toContain(fault);
});

const CALL = `  - id: call
    title: Call
    kind: observance
    audience: { tracks: [long] }
    when:
      days: 1
      after: { milestone: help }
    mails: { open: news }
`;

test("what counts from it is for the marked too, else it would go to the whole class", async () => {
  const { faults } = await told(withHelp(HELP + CALL));
  expect(faults).toEqual([
    "calendar.yaml:48: help is for the marked alone, and this would go to everybody of its audience. " +
      "Add marked: unmatched to its audience, or count from something else.",
  ]);
  const marked = CALL.replace("[long]", "[long], marked: unmatched").replace("news }", "news }\n    mail: match");
  expect((await readSmall(withHelp(HELP + marked))).program.forMarked?.map(({ id }) => id)).toEqual(["help", "call"]);
});
