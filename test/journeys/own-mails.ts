import { expect } from "vitest";
import * as z from "zod/mini";
import type { Student } from "#domain/people/student.ts";
import { readMailTags } from "#events/mail/mail-tags.ts";
import { isToOffice } from "#events/mail/office-tags.ts";
import type { DeliveredMail, System } from "../../local/system.ts";

const TOKEN = /\/v1\.[\w-]+\.([\w-]+)\.[\w-]{43}/g;

/** Purpose, program and student; a page's token also says of which occurrence. */
const Payload = z.tuple([z.string(), z.string(), z.string()], z.unknown());

/** What the links of a mail say, wherever in it they stand. */
const tokensOf = ({ text, html, headers }: DeliveredMail): unknown[][] =>
  [...`${text} ${html} ${Object.values(headers).join(" ")}`.matchAll(TOKEN)].map(([, payload = ""]) =>
    Payload.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8"))),
  );

/** What in a mail is somebody else's than the student's whom its tags name. */
const strangeIn = (mail: DeliveredMail, students: readonly Student[]): string[] => {
  const tagged = readMailTags(mail.tags);
  const student = students.find(({ person }) => person === tagged?.student);
  if (tagged === undefined || student === undefined) return [`a mail to ${mail.to} is nobody's`];
  const others = students.filter(({ person }) => person !== student.person);
  const tokens = tokensOf(mail);
  const pages = tokens.flatMap(([purpose, , , occurrence]) => (purpose === "survey-page" ? [occurrence] : []));
  const isTheirs = ([, program, person]: unknown[]) => program === tagged.program && person === student.person;
  const wrongTokens = tokens.filter((token) => !isTheirs(token));
  const shown = `${mail.subject} ${mail.text} ${mail.html}`;
  return [
    ...(mail.to.includes(student.schoolId.toLowerCase()) ? [] : [`${student.schoolId}'s mail went to ${mail.to}`]),
    ...(shown.includes(student.firstName) ? [] : [`${mail.to} is not called ${student.firstName}`]),
    ...others.flatMap(({ firstName }) => (shown.includes(firstName) ? [`${mail.to} is called ${firstName}`] : [])),
    // A mail to somebody who came late also leads to what else is open for them.
    ...(pages.length === 0 || pages.includes(tagged.occurrence) ? [] : [`${mail.to} got no link of its own mail`]),
    ...wrongTokens.map((token) => `${mail.to} got a link of ${JSON.stringify(token)}`),
  ];
};

/** Name, links, headers and tags of every mail to a student are those of the student at whose address it came. */
export const expectOwnMails = async (system: System): Promise<void> => {
  const students = await system.records.people.all("and removed");
  const mails = system.mails().filter(({ tags }) => !isToOffice(tags));
  expect(mails.flatMap((mail) => strangeIn(mail, students))).toEqual([]);
};
