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
