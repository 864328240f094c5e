import { expect, test } from "vitest";
import { escapedHtml, mailValues, oneLine } from "#files/letters/mail-values.ts";
import { studentNamed } from "../../functions/send-mail/april.fixture.ts";

const DATES = { opensOn: "Thursday, April 1, 2027", closesOn: "" };
const LINKS = { link: "https://x.example/s/1", preferences: "https://x.example/p/1" };

test.each([
  ["Ada\u0000\u2028Bell", "Ada Bell"],
  ["\r\nBcc: all@x.example", "Bcc: all@x.example"],
  ["\u202egnaL\u202c", "gnaL"],
  ["\u2066Lang\u2069", "Lang"],
  ["A  B   C ", "A B C"],
  ["A B", "A B"],
  ["Zoë-Anne O’Hara", "Zoë-Anne O’Hara"],
])("%j is %j on one line", (value, line) => {
  expect(oneLine(value)).toBe(line);
});

test("each letter that HTML reads is written as it is meant", () => {
  expect(escapedHtml(`a & b < c > d "e" 'f'`)).toBe("a &amp; b &lt; c &gt; d &quot;e&quot; &#39;f&#39;");
});

test("what else is open stands line by line, each with its link, and its end where it has one", () => {
  const also = [
    { title: "Meet & greet", link: "https://x.example/s/2?a=1&b=2", closesOn: "Friday, May 7, 2027" },
    { title: "Survey", link: "https://x.example/s/3", closesOn: "" },
  ];
  const { text, html } = mailValues(studentNamed("ada"), DATES, LINKS, also);
  expect(text).toMatchObject({ ...LINKS, ...DATES, firstName: "ada", graduationYear: "2029" });
  expect(text.alsoOpen).toBe(
    "- Meet & greet, until Friday, May 7, 2027: https://x.example/s/2?a=1&b=2\n- Survey: https://x.example/s/3",
  );
  expect(html.alsoOpen.replace(/ style="[^"]*"/g, "")).toBe(
    '<li><a href="https://x.example/s/2?a=1&amp;b=2">Meet &amp; greet</a>, until Friday, May 7, 2027</li>' +
      '<li><a href="https://x.example/s/3">Survey</a></li>',
  );
});

test("of all tracks only the student's own is said", () => {
  const { text } = mailValues(studentNamed("ada"), DATES, LINKS, [], ["pathways", "three-year"]);
  expect(text).toMatchObject({ track_pathways: "pathways", track_three_year: "" });
});

test("where nothing else is open, nothing is written of it", () => {
  const { text, html } = mailValues(studentNamed("ada", { firstName: "A&B" }), DATES, LINKS);
  expect([text.alsoOpen, html.alsoOpen, html.firstName]).toEqual(["", "", "A&amp;B"]);
});
