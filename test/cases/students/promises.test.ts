import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const filesIn = (folder: string): string[] => readdirSync(folder).map((name) => `${folder}/${name}`);

/** Every page of the site and every mail, with what is laid around it. */
const SOURCES = [
  ...filesIn("pages/student"),
  ...filesIn("program/hms/emails"),
  "files/program-folder/emails/email-layout.ts",
  "files/program-folder/emails/render-email.ts",
];

const PROMISE =
  /\b(?:[Yy]ou will|[Ww]e will|until [^\s=(]|newer mail|newest mail|[Aa]lways|[Nn]o more|still (?:comes?|does)\b)/g;

const SITE = "test/functions/site/site.test.ts";
const CHOICE = "test/functions/site/choice.test.ts";
const KINDS = "test/cases/students/18-one-click-in-january.test.ts";
const LEAVE = "test/cases/courses/on-leave.test.ts";
const PARTS = "test/adapters/parts/parts.contract.ts";

/** The words around a promise, and the test that fails where it is not kept; or people keep it. */
type Held = readonly [words: RegExp, file: string, test: string] | readonly [words: RegExp, by: "people"];

const HELD: readonly Held[] = [
  [/You will get no more reminders of this/, PARTS, "is completed once"],
  [/No more reminders of it will come/, SITE, "not yet, after the last call, promises no further mail"],
  [/We will remind you on .*unless you chose/, SITE, "keeps the task due and says when the next mail comes"],
  [/It stays open until/, SITE, "keeps the task due and says when the next mail comes"],
  [/come back to this page until/, SITE, "is not on the page that the link opens"],
  [
    /Always on: without these mails/,
    "test/functions/send-mail/choices.property.test.ts",
    "no essential mail is withheld",
  ],
  [
    /What every student needs always comes/,
    "test/functions/send-mail/choices.property.test.ts",
    "no essential mail is withheld",
  ],
  [/You will get no more of these/, CHOICE, "declines the kind of the mail that it came from, and no other"],
  [/All others still come/, CHOICE, "declines the kind of the mail that it came from, and no other"],
  [/take the one in your newest mail/, KINDS, "can be taken back by the link in any later mail"],
  [/the last reminder you will get/, SITE, "not yet, after the last call, promises no further mail"],
  [/until \*{0,2}\{\{closesOn\}\}/, "test/worlds/witness/addressee.ts", "last day"],
  [/No mail of your class until you are back/, LEAVE, "hears of the leave and of the return alone, on their own days"],
  [/Ten weeks until you are back/, LEAVE, "hears of the leave and of the return alone, on their own days"],
  [/we will get you one/, "people"],
  [/we will find a solution/, "people"],
  [/You will come back to your account/, "people"],
  [/kept there until you come back/, "people"],
];

/** A text as its reader sees it, in one line: without comments, and without where the code breaks a string. */
const readable = (file: string): string =>
  readFileSync(file, "utf8")
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
    .replace(/"\s*\+\s*"/g, "")
    .replace(/\s+/g, " ");

const promisesIn = (file: string): string[] => {
  const text = readable(file);
  return [...text.matchAll(PROMISE)].map(({ index }) => text.slice(Math.max(0, index - 60), index + 110));
};

const isHeld = (around: string): boolean => HELD.some(([words]) => words.test(around));

test("every promise of a page or a mail is held by a test that is named here, or by people", () => {
  const promises = SOURCES.flatMap((file) => promisesIn(file).map((around) => ({ file, around })));
  expect(promises.length).toBeGreaterThan(15);
  expect(promises.filter(({ around }) => !isHeld(around))).toEqual([]);
});

test("every test that holds a promise is there, and no promise stands here that nobody makes", () => {
  const texts = SOURCES.map(readable);
  for (const [words, file, name] of HELD) {
    expect(
      texts.some((text) => words.test(text)),
      String(words),
    ).toBe(true);
    if (name !== undefined) expect(readFileSync(file, "utf8"), `${file}: ${name}`).toContain(name);
  }
});
