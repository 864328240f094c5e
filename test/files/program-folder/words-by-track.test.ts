import Handlebars from "handlebars";
import { describe, expect, test } from "vitest";
import { BASELINE, readSmall, told } from "./small-program.ts";

const OWN = `---
subject: News for you alone
preheader: Listen well.
---

Hello {{firstName}}, bare as you are.

- one
- two
`;

const FILES = { ...BASELINE, "emails/news.bare.md": OWN };

const readAs = async (track: "long" | "bare", firstName: string) => {
  const { templates } = await readSmall(FILES);
  const news = templates.find(({ id }) => id === "news");
  const text = { firstName, preferences: "https://x.example/p", alsoOpen: "", track_long: "", track_bare: "" };
  const values = { text: { ...text, [`track_${track}`]: track }, html: { firstName, alsoOpen: "" } };
  const filled = (part = "") => Handlebars.compile(part, { strict: true, noEscape: true })(values);
  return { subject: filled(news?.subject), html: filled(news?.html), text: filled(news?.text) };
};

describe("a mail with words of its own for one track", () => {
  test("is one template, in which each track reads its own words and nothing of the others'", async () => {
    for (const firstName of ["Ada", ""]) {
      const [own, others] = [await readAs("bare", firstName), await readAs("long", firstName)];
      expect([own.subject, others.subject]).toEqual(["News for you alone", "The news"]);
      for (const part of ["html", "text"] as const) {
        expect(own[part]).toMatch(/bare as you are[\s\S]*two/);
        expect(others[part]).not.toMatch(/bare as you are|two/);
      }
      expect(own.html.match(/<html/g)).toHaveLength(1);
    }
  });

  test("is for everybody what the mail alone would be, to the letter", async () => {
    const { templates } = await readSmall(BASELINE);
    const alone = templates.find(({ id }) => id === "news");
    const values = { text: { firstName: "Ada", preferences: "https://x.example/p", alsoOpen: "" } };
    const html = { firstName: "Ada", alsoOpen: "" };
    const text = Handlebars.compile(alone?.text ?? "", { strict: true, noEscape: true })({ ...values, html });
    expect((await readAs("long", "Ada")).text).toBe(text);
  });

  test("has its foot once, so that the postal address stands in the words of every track", async () => {
    const { templates } = await readSmall(FILES);
    const news = templates.find(({ id }) => id === "news");
    expect(news?.html.match(/Questions\? Reply/g)).toHaveLength(1);
    expect(news?.text.match(/\n-- \n/g)).toHaveLength(1);
  });

  test.each([
    ["emails/news.long.md", []],
    ["emails/news.lung.md", ["emails/news.lung.md:1: No student of the track lung gets this mail. Did you mean long?"]],
    [
      "emails/new.bare.md",
      ["emails/new.bare.md:1: There is no mail emails/new.md, whose words these would replace. Rename it to new.md."],
    ],
  ])("%s is told of where nobody would get it", async (file, faults) => {
    expect((await told({ ...BASELINE, [file]: OWN })).faults).toEqual(faults);
  });

  test("is looked at like any other mail", async () => {
    const { faults } = await told({ ...BASELINE, "emails/news.bare.md": OWN.replace("firstName", "fristName") });
    expect(faults).toEqual(["emails/news.bare.md:6: There is no field {{fristName}}. Did you mean firstName?"]);
  });
});

describe("what some track is asked a second time without a first", () => {
  const AGAIN = BASELINE["calendar.yaml"]?.replace(
    "  - id: news\n",
    `  - id: again
    title: The survey again
    kind: survey
    tracks: [long, bare]
    when: { day: October 1, year: graduation - 1 }
    mails: { open: again, remind: again, lastCall: again }
    asks:
      question: Done?
      explanation: Do it.
      action: { label: Go, url: "https://example.edu/" }
      answers:
        - { id: yes-done, label: Done, completes: true }
      thanks: Thanks.
      closes: October 29
      remindAfterDays: [7]
      lastCallWorkingDays: 2
  - id: news
`,
  );
  const files = { ...BASELINE, "calendar.yaml": AGAIN, "emails/again.md": BASELINE["emails/survey.md"] };

  test("is warned of", async () => {
    expect((await told(files)).warnings).toEqual([
      "calendar.yaml:29: For students of bare this is no second time: survey, of the same page, is not for them. " +
        "Write mails of their own, like emails/again.bare.md, or name bare in survey.",
    ]);
  });

  test("is not, where that track has words of its own", async () => {
    const own = { "emails/again.bare.md": BASELINE["emails/survey.md"] };
    expect(await told({ ...files, ...own })).toEqual({ faults: [], warnings: [] });
  });
});
