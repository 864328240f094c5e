import { stringify } from "csv-stringify/sync";
import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { memoryGuestLists } from "#adapters/guest-lists/memory-guest-lists.ts";
import { sesMailer } from "#adapters/ses/ses-mailer.ts";
import { memorySessions } from "#adapters/sessions/memory-sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import { greetingName } from "#domain/people/greeting.ts";
import { studentsOf } from "#domain/people/roster-row.ts";
import { Student } from "#domain/people/student.ts";
import { readProgram, type StoredTemplate } from "#files/program-folder/index.ts";
import { parseRoster } from "#files/roster/roster-file.ts";
import { dispatchOf, letterTo, withTags } from "../../../functions/send-mail/dispatch.ts";
import { WRITERS } from "../../../functions/send-mail/writers/index.ts";
import { createSes } from "../../../local/emulators/ses.ts";
import { BulkRequest } from "../../../local/emulators/ses-request.ts";
import { anyCharacter } from "../../any-character.ts";
import { arn } from "../../local/tiny-deployment.ts";
import { SEVEN_MILESTONES } from "../../programs/seven-milestones.ts";
import { HEADER } from "../class.fixture.ts";
import { keys, messageTo } from "./april.fixture.ts";

const AT = "2027-03-19T13:00:00.000Z";
const PLAIN = "Zyzzyva";
let program: Program;
let templates: StoredTemplate[];

beforeAll(async () => {
  const read = await readProgram(SEVEN_MILESTONES, 2026);
  if (!read.ok) throw new Error("the program has faults");
  ({ program, templates } = read);
});

/** The row of a student of that first name, read as an import reads it. */
const rowOf = async (firstName: string) => {
  const row = ["S1", "s1@example.edu", firstName, "Byron", "pathways", "2023", "2027", "Oak", "active", "", ""];
  const { rows } = await parseRoster(stringify([HEADER.split(","), row]), program);
  return rows;
};

/** The mail as it lies in the mailbox: from the roster's row through SES's request to the stored template filled in. */
const delivered = async (firstName: string, milestone = "match-day") => {
  const { students } = studentsOf(await rowOf(firstName), program.tracks);
  const [student] = students;
  if (student?.firstName !== firstName.trim()) throw new Error(`${JSON.stringify(firstName)} was left out`);
  const named = { milestone, occurrence: `${milestone}@2027`, wave: "open", plannedAt: AT };
  const mailing = await dispatchOf(
    { program, writers: WRITERS, sessions: memorySessions(), guestLists: memoryGuestLists() },
    messageTo([], named),
    AT,
  );
  const stored = Student.parse({
    ...student,
    person: "group1-0123456789abcdef",
    program: program.id,
    joinedOn: "2023-08-01",
  });
  const letter = letterTo(stored, mailing, { keys, siteUrl: "https://careers.school.example" });
  const ses = createSes(
    {
      emailTemplates: templates.map(({ id, ...rest }) => ({ name: id, ...rest })),
      configurationSets: [
        { name: "mail", arn: arn("ses", "configuration-set/mail"), eventBusDestinations: [], topicDestinations: [] },
      ],
      emailIdentities: [{ name: "example.edu", arn: arn("ses", "identity/example.edu") }],
    },
    { now: () => AT, onEvent: () => {} },
  );
  const taking = async (input: unknown) => ({
    BulkEmailEntryResults: ses
      .sendBulk(BulkRequest.parse(input))
      .map(({ MessageId }) => ({ Status: "SUCCESS" as const, MessageId })),
  });
  const mailer = sesMailer(
    { send: ({ input }) => taking(input) },
    {
      sender: { name: "Advising", address: "advising@example.edu", replyTo: "advising@example.edu" },
      identityArn: arn("ses", "identity/example.edu"),
      configurationSet: "mail",
      templatePrefix: "",
    },
  );
  await mailer.send({ template: mailing.writer.template, recipients: [withTags(letter, mailing, 1)] });
  const [mail] = ses.mails();
  if (mail === undefined) throw new Error("nothing was delivered");
  return { ...mail, recipient: letter.written };
};

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

/** The mail of whom it greets by no name. */
let nobody: Awaited<ReturnType<typeof delivered>> | undefined;

/** Checks that this name's mail is word for word that of a plain name, with this name in its place. */
const expectOnlyTheNameDiffers = async (name: string, plain: Awaited<ReturnType<typeof delivered>>): Promise<void> => {
  const { subject, text, html } = await delivered(name);
  const shown = greetingName({ firstName: name.trim(), lastName: "Byron" }).replace(/ {2,}/g, " ");
  if (shown === "") {
    nobody ??= await delivered("<x>");
    return expect({ subject, text, html }).toEqual({ subject: nobody.subject, text: nobody.text, html: nobody.html });
  }
  expect(subject).toBe(plain.subject.replaceAll(PLAIN, () => shown));
  expect(text).toBe(plain.text.replaceAll(PLAIN, () => shown));
  expect(html).toBe(plain.html.replaceAll(PLAIN, () => escaped(shown)));
};

describe("a strange name", () => {
  test.each([
    "{{text.link}}",
    "{{{html.preferences}}} {{#each this}}{{/each}}",
    "<script>alert(1)</script>",
    `&lt;b&gt; "quoted" 'n' $& $1`,
    "D'Arcy & Bo",
    "\u200fעדה\u200e",
    "x".repeat(100),
    "𝒜".repeat(50),
  ])("that is let in stands in the mail as text, and changes nothing else: %j", async (name) => {
    const plain = await delivered(PLAIN);
    expect(plain.subject).toContain(PLAIN);
    await expectOnlyTheNameDiffers(name, plain);
  });

  test.each([
    ["Ada\r\nBcc: everybody@example.edu", "line break"],
    ["Ada\u0085x", "control character"],
    ["Ada\u2028x", "line break"],
    ["\u202eadA", "hidden character U+202E"],
    ["Ada\u2067x", "hidden character U+2067"],
    ["x".repeat(101), "longer than 100 characters"],
    ["x".repeat(300), "longer than 100 characters"],
  ])("that could end a line or turn the text around it is left out, with what to do: %j", async (name, reason) => {
    const [row] = await rowOf(name);
    expect(row).toMatchObject({ lastName: "Byron", unread: { first_name: expect.stringContaining(reason) } });
    expect(row?.firstName).toBeUndefined();
  });

  test("of any letters is left out with a reason, or stands in its mail alone", async () => {
    const plain = await delivered(PLAIN);
    const piece = fc.oneof(
      fc.constantFrom("{{", "}}", "<", ">", "&", "\r\n", "\u202e", "\u200f", "\u0000", "  ", '"', "$&", "\ufeff"),
      fc.string({ unit: "grapheme", maxLength: 8 }),
      fc.string({ unit: anyCharacter, maxLength: 4 }),
    );
    const names = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => `A${pieces.join("")}z`);
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const [row] = await rowOf(name);
        expect([row?.firstName, row?.unread?.first_name].filter(Boolean)).toHaveLength(1);
        if (row?.firstName !== undefined) await expectOnlyTheNameDiffers(name, plain);
      }),
      { numRuns: 200 },
    );
  });

  test("of the longest kind leaves every header within a line of RFC 5322, and of SES's 995 characters", async () => {
    const { subject, recipient } = await delivered("秀".repeat(100));
    const encoded = Math.ceil(Buffer.byteLength(subject) / 45) * "=?UTF-8?B??=\r\n ".length;
    expect("Subject: ".length + encoded + Math.ceil(Buffer.byteLength(subject) / 3) * 4).toBeLessThan(998);
    const declinable = await delivered("秀".repeat(100), "road-to-residency-1");
    for (const headers of [recipient.headers, declinable.recipient.headers])
      for (const value of Object.values(headers ?? {})) expect(value).toMatch(/^[\x21-\x7e]{1,995}$/);
  });
});
