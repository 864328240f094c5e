import Handlebars from "handlebars";
import { describe, expect, test } from "vitest";
import { trackField } from "#domain/mail/mail-fields.ts";
import { digestValues } from "#files/letters/digest-values.ts";
import { mailValues } from "#files/letters/mail-values.ts";
import { sessionValues } from "#files/letters/session-values.ts";
import { readProgram } from "#files/program-folder/read-program.ts";
import { readableWithoutName } from "../../../files/program-folder/emails/without-name.ts";
import { student } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";

const LINKS = { link: "https://a.example/s/token", preferences: "https://a.example/p/token" };
const DATES = { opensOn: "Thursday, April 1, 2027", closesOn: "Friday, April 30, 2027" };

const filled = (template: string, values: Record<string, unknown>): string =>
  Handlebars.compile(template, { noEscape: true, strict: true })(values);
const to = (firstName: string) => (template: string) =>
  filled(readableWithoutName(template.replaceAll("NAME", "{{text.firstName}}")), { text: { firstName } });

describe("a text that names its reader reads without a name too", () => {
  test.each([
    ["Today is the day, NAME", "Today is the day"],
    ["Congratulations, NAME!", "Congratulations!"],
    ["Congratulations, NAME, you matched.", "Congratulations, you matched."],
    ["Well done, <strong>NAME</strong>.", "Well done."],
    ["<strong>Well done, NAME</strong>", "<strong>Well done</strong>"],
    ["Today is the day,\nNAME", "Today is the day"],
    ["Hello NAME,", "Hello there,"],
    ["Hi <em>NAME</em>!", "Hi <em>there</em>!"],
    ["Dear NAME,", "Dear student,"],
    ["Good morning NAME,", "Good morning,"],
    ["Welcome back NAME!", "Welcome back!"],
    ["We are proud of you NAME.", "We are proud of you."],
    ["NAME, today is the day", "Today is the day"],
    ["NAME: your next step", "Your next step"],
    ["NAME – your next step", "Your next step"],
    ["It is time. NAME, please answer.", "It is time. Please answer."],
    ["- NAME, please answer", "- Please answer"],
    ["NAME,", "Hello,"],
    ["NAME!\n\nToday", "Hello!\n\nToday"],
    ["NAME's next step", "Your next step"],
    ["It is NAME’s turn", "It is your turn"],
    ["<a href='x'>NAME</a>&#39;s page", "Your page"],
    ["A word for NAME", "A word for you"],
    ["We thank NAME for this.", "We thank you for this."],
  ])("%j", (template, without) => {
    expect(to("")(template)).toBe(without);
    expect(to("Ada")(template)).toBe(template.replaceAll("NAME", "Ada"));
  });

  test("also where it names them more than once", () => {
    const template = "NAME, today is the day. Well done, NAME!";
    expect(to("")(template)).toBe("Today is the day. Well done!");
    expect(to("Ada")(template)).toBe("Ada, today is the day. Well done, Ada!");
  });
});

describe("every mail of the sample program, to somebody whom it can greet by no name", async () => {
  const read = await readProgram("program/hms", 2027);
  if (!read.ok) throw new Error("The sample program has faults");
  const tracks = read.program.tracks.map(({ id }) => id);
  const valuesOf = (firstName: string, track: string) =>
    withDigest(
      mailValues(
        student({ firstName, lastName: firstName, preferredName: firstName, track }),
        DATES,
        LINKS,
        [],
        tracks,
      ),
    );
  const { text, html } = digestValues([{ brief: { title: "A panel", line: "Come.", closes: undefined }, text: {} }]);
  const told = sessionValues(
    {
      ...{ program: read.program, wave: "open", told: undefined, today: "2027-01-06" },
      session: { ...session(), sequence: 0, revisedAt: session().startsAt, givenAt: session().startsAt, history: [] },
    },
    LINKS.link,
  );
  const withDigest = <Values extends ReturnType<typeof mailValues>>(own: Values): Values => ({
    ...own,
    ...{ text: { ...own.text, ...told.text, ...text }, html: { ...own.html, ...told.html, ...html } },
  });
  const hasOwnWords = ({ html }: { html: string }, track: string) => html.includes(trackField(track));
  const seen = (html: string) => html.replace(/<style[\s\S]*?<\/style>/g, "").replace(/<[^>]*>/g, "\n");

  const cases = read.templates.flatMap((template) =>
    ["pathways", "hst"]
      .filter((track) => track === "pathways" || hasOwnWords(template, track))
      .map((track) => [template.id, track, template] as const),
  );
  test.each(cases)("%s, %s", (_, track, template) => {
    const nobody = valuesOf("#N/A", track);
    expect(nobody.text.firstName).toBe("");
    const parts = [
      filled(template.subject, nobody),
      filled(template.text, nobody),
      seen(filled(template.html, nobody)),
    ];
    for (const part of parts) {
      expect(part).not.toMatch(
        /,\s*there\b|\bdear\s*(there|,|$)|[^\S\n]+[,.!?;:](?!\/)|,\s*[,.!?]|\b(hello|hi)\s*[,.!]/im,
      );
      expect(part).not.toContain("#N/A");
    }
    expect(parts[0]).toBe(parts[0]?.trim());
    expect(parts[0]).not.toMatch(/,$/);
    const named = filled(template.subject + template.text, valuesOf("Zoraida", track));
    expect(named.includes("Zoraida")).toBe((template.subject + template.text).includes("firstName"));
  });
});
